namespace Orleans;

/// <summary>
/// A cancellation token of the time before methods could take a <see cref="System.Threading.CancellationToken"/>. It
/// travels as its id; the silo that gets it has a source of its own under the same id, and whoever has passed the token
/// on to grains tells them when it is cancelled.
/// </summary>
[Immutable]
public sealed class GrainCancellationToken : IDisposable
{
    internal GrainCancellationToken(SharedCancellation shared) => Shared = shared;

    public CancellationToken CancellationToken => Shared.Token;

    internal SharedCancellation Shared { get; }

    public void Dispose() => Shared.Dispose();

    /// <summary>Called by proxies: this grain will have to be told.</summary>
    internal static GrainCancellationToken? Bind(GrainReference target, GrainCancellationToken? token)
    {
        token?.Shared.AddTarget(target);
        return token;
    }
}
