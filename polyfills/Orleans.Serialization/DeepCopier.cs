using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization;

/// <summary>Copies object graphs: what is mutable is copied, shared references and cycles stay as they are.</summary>
public sealed class DeepCopier
{
    private readonly CodecProvider _codecProvider;
    private readonly CopyContextPool _contextPool;

    public DeepCopier(CodecProvider codecProvider, CopyContextPool contextPool)
    {
        ArgumentNullException.ThrowIfNull(codecProvider);
        ArgumentNullException.ThrowIfNull(contextPool);
        _codecProvider = codecProvider;
        _contextPool = contextPool;
    }

    public DeepCopier<T> GetCopier<T>() => new(_codecProvider.GetCopier<T>(), _contextPool);

    public T Copy<T>(T value)
    {
        var copier = _codecProvider.GetCopier<T>();
        if (copier.IsImmutable || value is null)
        {
            return value;
        }

        using var context = _contextPool.GetContext();
        return copier.DeepCopy(value, context);
    }
}
