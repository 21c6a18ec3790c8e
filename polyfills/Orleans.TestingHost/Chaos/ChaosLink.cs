namespace Orleans.Polyfill;

/// <summary>
/// The messages from one node to another: decides on each, by seed, names and number, and keeps those that others are to
/// overtake.
/// </summary>
internal sealed class ChaosLink(ulong seed)
{
    private readonly Lock _gate = new();
    private readonly List<ShuffledFrame> _shuffled = [];
    private ulong _count;

    public static ulong SeedOf(int seed, string from, string to)
    {
        // FNV-1a, so that a seed means the same in every process.
        var hash = 14695981039346656037UL;
        foreach (var character in $"{seed}/{from}>{to}")
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return hash;
    }

    public LinkDecision Decide(LinkFaults faults, bool isReply)
    {
        ulong state;
        lock (_gate)
        {
            state = seed + (_count++ * 0xD1B54A32D192ED03UL);
        }

        // Every decision draws the same numbers, whatever the rates are: changing one fault leaves the others as they were.
        var loss = Next(ref state);
        var duplication = Next(ref state);
        var delay = Next(ref state);
        var length = Next(ref state);
        var shuffle = Next(ref state);
        var depth = Next(ref state);
        return new LinkDecision(
            loss < faults.LossRate,
            duplication < (isReply ? Math.Max(faults.DuplicationRate, faults.ReplyDuplicationRate) : faults.DuplicationRate),
            delay < faults.DelayRate ? faults.MinDelay + ((faults.MaxDelay - faults.MinDelay) * length) : TimeSpan.Zero,
            shuffle < faults.ShuffleRate ? 1 + (int)(depth * faults.ShuffleDepth) : 0);
    }

    public void Add(ShuffledFrame frame)
    {
        lock (_gate)
        {
            _shuffled.Add(frame);
        }
    }

    /// <summary>A message has come that overtakes those kept: what has been overtaken often enough may go on.</summary>
    public List<ShuffledFrame>? Overtake()
    {
        lock (_gate)
        {
            List<ShuffledFrame>? ready = null;
            for (var i = _shuffled.Count - 1; i >= 0; i--)
            {
                if (--_shuffled[i].Remaining <= 0)
                {
                    (ready ??= []).Add(_shuffled[i]);
                    _shuffled.RemoveAt(i);
                }
            }

            return ready;
        }
    }

    public void Remove(ShuffledFrame frame)
    {
        lock (_gate)
        {
            _shuffled.Remove(frame);
        }
    }

    // SplitMix64, as a number from 0 up to 1.
    private static double Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
