namespace Orleans.Serialization.Cloning;

/// <summary>Marks a copier that also takes care of types derived from the one it is registered for.</summary>
public interface IDerivedTypeCopier : IDeepCopier
{
}
