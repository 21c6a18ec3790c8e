namespace Orleans.Ray.Store;

/// <summary>
/// When the store collects garbage. References to objects are counted by the collector, so memory that nobody uses shows only after a collection; but a collection that finds none is
/// wasted, and a full one is dear where the heap is large. Belongs to the store's lock.
/// </summary>
/// <remarks>
/// What decides is the number of bytes that were put or restored since the last collection, whoever asked for it: no more than that can have become garbage since. A collection that frees less than it was meant to doubles the number
/// of bytes after which the next is tried; one that does resets it. Full collections without new bytes, for references that were dropped late, come at intervals that double as long as they find nothing,
/// and take a tenth of the time at most.
/// </remarks>
internal sealed class ForcedCollections(long capacity, TimeProvider time, IGarbage garbage)
{
    public const int NotNow = -1;

    /// <summary>The generation that is collected where little is to be spent.</summary>
    public const int Young = 1;

    /// <summary>Below this, fresh memory costs less than a collection may.</summary>
    public const long LargeBytes = 1 << 20;

    private const int RestPerWork = 9;

    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(10);

    private readonly long _longestThreshold = Math.Max(capacity / 2, 1);
    private long _threshold = FirstThreshold(capacity);
    private long _bytesSince;
    private long _bytesSinceFull;
    private int _collectionsSeen;
    private TimeSpan _interval = FirstInterval;
    private long _nextFull = time.GetTimestamp();
    private bool _youngWasInVain;

    public long Count { get; private set; }

    /// <summary>How long until a full collection may be tried without new bytes.</summary>
    public TimeSpan UntilNextFull
    {
        get
        {
            var now = time.GetTimestamp();
            return now >= _nextFull ? TimeSpan.Zero : _nextFull == long.MaxValue ? LongestInterval : time.GetElapsedTime(now, _nextFull);
        }
    }

    public void BytesTaken(long bytes)
    {
        var collections = garbage.Collections;
        if (collections != _collectionsSeen)
        {
            _collectionsSeen = collections;
            _bytesSince = 0;
        }

        _bytesSince += bytes;
        _bytesSinceFull += bytes;
    }

    /// <summary>The generation to collect before memory that was never used is given to an object of that many bytes.</summary>
    public int BeforeFreshMemory(long size) => size < LargeBytes || _bytesSince < _threshold ? NotNow
        : _youngWasInVain && _bytesSinceFull >= _longestThreshold ? GC.MaxGeneration
        : Young;

    /// <summary>The generation to collect now that somebody waits for memory.</summary>
    public int UnderPressure() => _bytesSince >= _threshold ? Young
        : _bytesSinceFull >= _longestThreshold || time.GetTimestamp() >= _nextFull ? GC.MaxGeneration
        : NotNow;

    /// <summary>Somebody collects: nobody else needs to.</summary>
    public void Began(int generation)
    {
        Count++;
        _bytesSince = 0;
        if (generation == GC.MaxGeneration)
        {
            _bytesSinceFull = 0;
            _nextFull = long.MaxValue;
        }
    }

    /// <param name="generation">What was collected.</param>
    /// <param name="freed">The bytes that it brought.</param>
    /// <param name="wanted">Those that were wanted.</param>
    /// <param name="startedAt">When it began.</param>
    public void Ended(int generation, long freed, long wanted, long startedAt)
    {
        _collectionsSeen = garbage.Collections;
        var inVain = freed < wanted;
        _threshold = inVain ? Math.Min(_threshold * 2, _longestThreshold) : FirstThreshold(capacity);
        _youngWasInVain = inVain && generation < GC.MaxGeneration;
        if (generation == GC.MaxGeneration)
        {
            _interval = freed > 0 ? FirstInterval : _interval * 2 < LongestInterval ? _interval * 2 : LongestInterval;
            var now = time.GetTimestamp();
            var rest = time.GetElapsedTime(startedAt, now) * RestPerWork;
            _nextFull = now + (long)((rest > _interval ? rest : _interval).TotalSeconds * time.TimestampFrequency);
        }
    }

    private static long FirstThreshold(long capacity) => Math.Clamp(capacity / 16, 1, 32L << 20);
}
