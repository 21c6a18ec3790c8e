namespace Orleans.Polyfill;

/// <summary>Waits until others have overtaken it or its time is up, whichever comes first.</summary>
internal sealed class ShuffledFrame(ChaosFrame frame, int remaining)
{
    private int _isReleased;

    public ChaosFrame Frame => frame;

    /// <summary>Under the lock of the link.</summary>
    public int Remaining { get; set; } = remaining;

    /// <summary>True for one caller.</summary>
    public bool TryRelease() => Interlocked.Exchange(ref _isReleased, 1) == 0;
}
