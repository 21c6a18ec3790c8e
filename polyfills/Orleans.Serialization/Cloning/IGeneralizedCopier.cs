namespace Orleans.Serialization.Cloning;

public interface IGeneralizedCopier : IDeepCopier
{
    bool IsSupportedType(Type type);
}
