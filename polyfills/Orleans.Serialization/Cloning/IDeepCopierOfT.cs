namespace Orleans.Serialization.Cloning;

public interface IDeepCopier<T> : IDeepCopier
{
    T DeepCopy(T input, CopyContext context);
}
