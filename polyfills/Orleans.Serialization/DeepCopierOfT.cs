using Orleans.Serialization.Cloning;

namespace Orleans.Serialization;

public sealed class DeepCopier<T>
{
    private readonly IDeepCopier<T> _copier;
    private readonly CopyContextPool _contextPool;
    private readonly bool _isImmutable;

    public DeepCopier(IDeepCopier<T> copier, CopyContextPool contextPool)
    {
        ArgumentNullException.ThrowIfNull(copier);
        ArgumentNullException.ThrowIfNull(contextPool);
        _copier = copier;
        _contextPool = contextPool;
        _isImmutable = copier is Copier { IsImmutable: true };
    }

    public T Copy(T value)
    {
        if (_isImmutable || value is null)
        {
            return value;
        }

        using var context = _contextPool.GetContext();
        return _copier.DeepCopy(value, context);
    }
}
