namespace Orleans.Polyfill;

internal sealed partial class ChaosNetwork
{
    private long _delivered;
    private long _lost;
    private long _duplicated;
    private long _delayed;
    private long _shuffled;
    private long _dropped;
    private long _waiting;

    public ChaosCounts Counts => new(
        Interlocked.Read(ref _delivered),
        Interlocked.Read(ref _lost),
        Interlocked.Read(ref _duplicated),
        Interlocked.Read(ref _delayed),
        Interlocked.Read(ref _shuffled),
        Interlocked.Read(ref _dropped),
        Interlocked.Read(ref _waiting));
}
