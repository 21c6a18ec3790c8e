namespace Orleans.Runtime;

/// <summary>
/// How long to wait for a probe of one silo: as long as it takes until an answer that has still not come is, by the
/// round trips seen so far, later than all but one in 10^8 (the phi-accrual failure detector, at a threshold of 8).
/// </summary>
/// <remarks>
/// The round trips are taken as normally distributed. Answers that come after their timeout count too, which is what
/// makes the timeout grow for a slow silo. Until there are enough of them the configured start value holds; then the
/// estimate is kept within the configured bounds. A silo that has hung answers many probes at once: round trips are added
/// from any thread.
/// </remarks>
internal sealed class ProbeTimeoutEstimator(ClusterMembershipOptions options)
{
    /// <summary>The deviations above the mean at which phi, the powers of ten that a normal sample is unlikely by, is 8.</summary>
    public const double DeviationsAtThreshold = 5.612;

    /// <summary>Fewer round trips than this say nothing about their spread.</summary>
    public const int MinSamples = 10;

    private const int MaxSamples = 100;

    private readonly Lock _gate = new();
    private readonly Queue<double> _samples = new();
    private long _timeoutTicks = options.ProbeTimeout.Ticks;

    public TimeSpan Timeout => TimeSpan.FromTicks(Volatile.Read(ref _timeoutTicks));

    public void AddRoundTrip(TimeSpan roundTrip)
    {
        lock (_gate)
        {
            AddNeedsLock(roundTrip);
        }
    }

    private void AddNeedsLock(TimeSpan roundTrip)
    {
        _samples.Enqueue(roundTrip.TotalSeconds);
        if (_samples.Count > MaxSamples)
        {
            _samples.Dequeue();
        }

        if (_samples.Count < MinSamples)
        {
            return;
        }

        var mean = _samples.Average();
        var deviation = Math.Sqrt(_samples.Average(sample => (sample - mean) * (sample - mean)));
        var estimate = mean + (DeviationsAtThreshold * deviation);
        var timeout = TimeSpan.FromSeconds(Math.Clamp(estimate, options.MinProbeTimeout.TotalSeconds, options.MaxProbeTimeout.TotalSeconds));
        Volatile.Write(ref _timeoutTicks, timeout.Ticks);
    }
}
