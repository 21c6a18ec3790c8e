namespace Orleans.Ray.Tasks;

/// <summary>A token source that is cancelled with a token above it, for as long as it is linked.</summary>
/// <remarks>
/// It is let go by <see cref="Unlink"/> and never disposed of: that would wait for a callback that runs, and make a cancel fail that comes at the same
/// time. What is left then is for the garbage collector.
/// </remarks>
internal sealed class LinkedSource : CancellationTokenSource
{
    private readonly CancellationTokenRegistration _link;

    public LinkedSource(CancellationToken above) => _link = above.UnsafeRegister(static self => ((LinkedSource)self!).Cancel(), this);

    /// <summary>From here on what happens above does not concern it. Waits for nobody; a cancel that is on its way may still come.</summary>
    public void Unlink() => _link.Unregister();
}
