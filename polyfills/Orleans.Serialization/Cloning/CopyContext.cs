using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Cloning;

/// <summary>The copies made so far of one graph. Not thread-safe.</summary>
public sealed class CopyContext : IDisposable
{
    private readonly ReferenceMap<object> _copies = new();
    private readonly Action<CopyContext> _onDisposed;
    private CodecProvider _codecProvider;
    private bool _isDisposed;

    public CopyContext(CodecProvider codecProvider, Action<CopyContext> onDisposed)
    {
        ArgumentNullException.ThrowIfNull(codecProvider);
        ArgumentNullException.ThrowIfNull(onDisposed);
        _codecProvider = codecProvider;
        _onDisposed = onDisposed;
    }

    public bool TryGetCopy<T>(object? original, out T? result)
        where T : class
    {
        if (original is null)
        {
            result = null;
            return true;
        }

        if (_copies.TryGet(original, out var copy))
        {
            result = (T)copy;
            return true;
        }

        result = null;
        return false;
    }

    public void RecordCopy(object original, object copy) => _copies.Set(original, copy);

    public void Reset() => _copies.Clear();

    public T? DeepCopy<T>(T? value)
    {
        var copier = _codecProvider.GetCopier<T>();
        return copier.IsImmutable || value is null ? value : copier.DeepCopy(value, this);
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _copies.Clear();
        _isDisposed = true;
        _onDisposed(this);
    }

    internal void Take(CodecProvider codecProvider)
    {
        _codecProvider = codecProvider;
        _isDisposed = false;
    }

    internal bool TryGetKnownCopy(object original, out object copy) => _copies.TryGet(original, out copy);

    /// <summary>For an original that <see cref="TryGetKnownCopy"/> did not find.</summary>
    internal void RecordNewCopy(object original, object copy) => _copies.Set(original, copy);
}
