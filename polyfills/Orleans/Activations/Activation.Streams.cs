namespace Orleans.Runtime;

/// <content>The enumerations that callers have open here.</content>
internal sealed partial class Activation
{
    private AsyncEnumerableGrainExtension? _streams;
    private Task? _streamsClosing;

    private AsyncEnumerableGrainExtension CreateStreams() => _streams = new(this, Shared.Time, Shared.ResponseTimeout, Shared.Logger);

    /// <summary>
    /// Once deactivation has begun no call would find them any more, and the calls that wait for their elements would keep
    /// it from going on.
    /// </summary>
    private void CloseStreams() => _streamsClosing = _streams?.CloseAllAsync();
}
