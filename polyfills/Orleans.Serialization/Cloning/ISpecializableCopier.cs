namespace Orleans.Serialization.Cloning;

public interface ISpecializableCopier
{
    bool IsSupportedType(Type type);

    IDeepCopier GetSpecializedCopier(Type type);
}
