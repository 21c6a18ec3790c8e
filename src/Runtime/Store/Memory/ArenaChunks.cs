namespace Orleans.Ray.Store;

/// <summary>Which of an arena's memory is present: has pages that the file system has given, and may be reached through a mapping.</summary>
/// <remarks>
/// <para>
/// The file begins as one hole. A mapped page of a hole that is written, or read, when the file system has no room left ends the process; a write through the file is refused with an exception. It is faster as well.
/// So a chunk goes absent → claimed → present, once: whoever claims it writes all of it through the file, its own bytes and zeros around them, while others who need it wait; afterwards all use
/// the mapping. Where the file system refuses, the chunk is absent again.
/// </para>
/// <para>Who waits, waits for one write of one chunk by a thread that waits for nobody.</para>
/// </remarks>
internal sealed unsafe class ArenaChunks(long capacity, ArenaMapping mapping, IArenaStorage storage)
{
    /// <summary>Bytes of a chunk; a multiple of every machine's pages.</summary>
    public const int Size = 256 * 1024;

    private const byte Absent = 0;
    private const byte Claimed = 1;
    private const byte Present = 2;

    private static readonly byte[] Zeros = new byte[Size];

    private readonly byte[] _states = new byte[(int)((capacity + Size - 1) / Size)];
    private long _bytesPresent;

    /// <summary>Bytes of the chunks that are present.</summary>
    public long BytesPresent => Volatile.Read(ref _bytesPresent);

    /// <summary>Copies bytes in, and makes what they are written to present.</summary>
    /// <param name="offset">To here.</param>
    /// <param name="source">From here.</param>
    /// <param name="length">So many.</param>
    /// <param name="isLarge">Whether they are a part of a large copy.</param>
    /// <exception cref="IOException">The file system has no room. Some of the bytes may have been written.</exception>
    public void Write(long offset, byte* source, long length, bool isLarge)
    {
        while (length > 0)
        {
            var chunk = ChunkOf(offset);
            var taken = Math.Min(length, StartOf(chunk + 1) - offset);
            if (!IsPresent(chunk))
            {
                if (!TryFill(chunk, offset, new ReadOnlySpan<byte>(source, (int)taken)))
                {
                    continue;
                }
            }
            else
            {
                taken = Math.Min(length, PresentUntil(offset, offset + length) - offset);
                MemoryBlocks.Copy(source, mapping.Writable + offset, taken, isLarge);
            }

            offset += taken;
            source += taken;
            length -= taken;
        }
    }

    /// <summary>Makes memory present; what was not is zero.</summary>
    /// <exception cref="IOException">The file system has no room.</exception>
    public void Touch(long offset, long length)
    {
        var end = offset + length;
        while ((offset = PresentUntil(offset, end)) < end)
        {
            TryFill(ChunkOf(offset), offset, default);
        }
    }

    /// <summary>How many bytes of the chunks that a range lies in are present.</summary>
    public long PresentIn(long offset, long length) => length == 0 ? 0 : (long)_states.AsSpan(ChunkOf(offset), ChunkOf(offset + length - 1) + 1 - ChunkOf(offset)).Count(Present) * Size;

    public bool ArePresent(long offset, long length) => PresentUntil(offset, offset + length) == offset + length;

    /// <summary>How far memory is present without a gap: the end, or the start of the first chunk that is not.</summary>
    public long PresentUntil(long offset, long end)
    {
        if (offset >= end)
        {
            return end;
        }

        var first = ChunkOf(offset);
        var gap = _states.AsSpan(first, ChunkOf(end - 1) + 1 - first).IndexOfAnyExcept(Present);
        Thread.MemoryBarrier();
        return gap < 0 ? end : Math.Max(offset, StartOf(first + gap));
    }

    /// <summary>How far memory is absent without a gap: the end, or the start of the first chunk that is present. The chunk that it begins in counts as absent, as it was when the caller looked; it may have become present since.</summary>
    public long AbsentUntil(long offset, long end)
    {
        var second = ChunkOf(offset) + 1;
        var gap = _states.AsSpan(second, ChunkOf(end - 1) + 1 - second).IndexOf(Present);
        return gap < 0 ? end : StartOf(second + gap);
    }

    /// <summary>The end of the last chunk of a range that is present; the range's start where there is none.</summary>
    public long EndOfPresent(long offset, long end)
    {
        if (offset >= end)
        {
            return offset;
        }

        var first = ChunkOf(offset);
        var last = _states.AsSpan(first, ChunkOf(end - 1) + 1 - first).LastIndexOf(Present);
        return last < 0 ? offset : Math.Min(end, StartOf(first + last + 1));
    }

    private static int ChunkOf(long offset) => (int)(offset / Size);

    private static long StartOf(int chunk) => (long)chunk * Size;

    private bool IsPresent(int chunk) => Volatile.Read(ref _states[chunk]) == Present;

    /// <summary>False where the chunk was another's to fill, and has been filled or given up since.</summary>
    private bool TryFill(int chunk, long offset, ReadOnlySpan<byte> bytes)
    {
        ref var state = ref _states[chunk];
        if (Interlocked.CompareExchange(ref state, Claimed, Absent) != Absent)
        {
            var spin = default(SpinWait);
            while (Volatile.Read(ref state) == Claimed)
            {
                spin.SpinOnce();
            }

            return false;
        }

        var outcome = Absent;
        try
        {
            var start = StartOf(chunk);
            var end = Math.Min(start + Size, capacity);
            WriteThroughFile(Zeros.AsSpan(0, (int)(offset - start)), start);
            WriteThroughFile(bytes, offset);
            WriteThroughFile(Zeros.AsSpan(0, (int)(end - offset) - bytes.Length), offset + bytes.Length);
            Interlocked.Add(ref _bytesPresent, end - start);
            outcome = Present;
            return true;
        }
        finally
        {
            Volatile.Write(ref state, outcome);
        }
    }

    private void WriteThroughFile(ReadOnlySpan<byte> bytes, long offset)
    {
        if (OperatingSystem.IsWindows())
        {
            // There, the file took its room when it got its length, and what is written through the file is not promised to be seen in memory.
            bytes.CopyTo(new Span<byte>(mapping.Writable + offset, bytes.Length));
        }
        else if (!bytes.IsEmpty)
        {
            storage.Write(mapping.Handle, bytes, ArenaHeader.Length + offset);
        }
    }
}
