namespace Orleans.Conformance.Lifetime;

public sealed class ScopedService : IDisposable
{
    public static event Action<ScopedService>? Disposed;

    public void Dispose() => Disposed?.Invoke(this);
}
