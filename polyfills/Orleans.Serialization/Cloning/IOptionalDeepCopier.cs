namespace Orleans.Serialization.Cloning;

public interface IOptionalDeepCopier : IDeepCopier
{
    bool IsShallowCopyable();
}
