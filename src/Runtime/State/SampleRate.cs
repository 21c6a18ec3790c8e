namespace Orleans.Ray.State;

/// <summary>
/// Chooses which submissions of one thread are recorded in full: all of the first <see cref="Burst"/>, then one in so many that no more than about
/// a thousand a second are. Counters count all of them.
/// </summary>
internal sealed class SampleRate(NodeClock clock, TaskEventLevel level)
{
    private const int Burst = 16_384;
    private const int ChecksEvery = 256;
    private const int MaxMask = 1023;
    private static readonly long TicksPerSample = TimeSpan.TicksPerSecond / 1_000;

    // One in mask + 1 is chosen.
    private uint _mask = level == TaskEventLevel.Off ? uint.MaxValue : 0;
    private uint _count;
    private long _chosen;
    private long _checked;

    public bool Choose() => (++_count & _mask) == 0 && ChooseSlow();

    private bool ChooseSlow()
    {
        if (level == TaskEventLevel.Sampled && ++_chosen >= Burst && _chosen % ChecksEvery == 0)
        {
            var now = clock.Now;
            var pace = (now - _checked) / ChecksEvery;
            _checked = now;
            if (pace < TicksPerSample)
            {
                _mask = Math.Min((_mask << 2) | 3, MaxMask);
            }
            else if (pace > TicksPerSample * 16)
            {
                _mask >>= 2;
            }
        }

        return level != TaskEventLevel.Off;
    }
}
