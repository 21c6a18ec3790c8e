namespace Orleans.Runtime;

/// <summary>
/// One process's part of a grain cancellation token. A <see cref="CancellationToken"/> that user code keeps holds on to
/// it, and with it to the grains that must be told.
/// </summary>
internal sealed class SharedCancellation(Guid id) : CancellationTokenSource
{
    private readonly ConcurrentDictionary<GrainId, GrainReference> _targets = new();

    public Guid Id => id;

    public void AddTarget(GrainReference target) => _targets.TryAdd(target.GrainId, target);

    /// <summary>Here at once; ends when every grain that got the token has been told, and they those that got it from them.</summary>
    public async Task CancelEverywhereAsync()
    {
        if (IsCancellationRequested)
        {
            return;
        }

        await CancelAsync();
        await Task.WhenAll(_targets.Values.Select(target => target.Cast<ICancellationSourcesExtension>().CancelRemoteToken(id)));
    }
}
