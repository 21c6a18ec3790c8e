using System.Runtime.Intrinsics;

namespace Orleans.Ray.Store;

/// <summary>Copies into mapped memory that is present.</summary>
internal static unsafe class MemoryBlocks
{
    // A page that is read brings its neighbours' addresses with it, up to so many bytes; one that is written first does not, and a copy that faults on
    // every page has a quarter of the speed.
    private const long FaultAround = 64 * 1024;

    private static readonly nuint VectorLength = (nuint)Vector256<byte>.Count;

    /// <summary>Copies bytes.</summary>
    /// <param name="source">From here.</param>
    /// <param name="target">To here: a mapping of pages that are present.</param>
    /// <param name="length">So many.</param>
    /// <param name="isLarge">Whether the bytes, with others that are copied along with them, are more than caches keep: then they pass them by, which saves reading what is overwritten.</param>
    public static void Copy(byte* source, byte* target, long length, bool isLarge)
    {
        while (length > 0)
        {
            var taken = Math.Min(length, FaultAround - (long)((nuint)target % (nuint)FaultAround));
            MapPages(target);
            if (isLarge && Vector256.IsHardwareAccelerated)
            {
                CopyPastCaches(source, target, (nuint)taken);
            }
            else
            {
                Buffer.MemoryCopy(source, target, taken, taken);
            }

            source += taken;
            target += taken;
            length -= taken;
        }

        // Stores that pass the caches are not ordered with others.
        Thread.MemoryBarrier();
    }

    /// <summary>Has the pages of a range mapped before they are needed. They must be present.</summary>
    public static void MapPages(byte* start, long length)
    {
        for (var offset = 0L; offset < length; offset += FaultAround)
        {
            MapPages(start + offset);
        }
    }

    private static void MapPages(byte* address) => _ = Volatile.Read(ref *address);

    private static void CopyPastCaches(byte* source, byte* target, nuint length)
    {
        var unaligned = Math.Min(length, (VectorLength - ((nuint)target % VectorLength)) % VectorLength);
        Buffer.MemoryCopy(source, target, unaligned, unaligned);
        var copied = unaligned;
        for (; copied + (4 * VectorLength) <= length; copied += 4 * VectorLength)
        {
            var first = Vector256.Load(source + copied);
            var second = Vector256.Load(source + copied + VectorLength);
            var third = Vector256.Load(source + copied + (2 * VectorLength));
            var fourth = Vector256.Load(source + copied + (3 * VectorLength));
            first.StoreAlignedNonTemporal(target + copied);
            second.StoreAlignedNonTemporal(target + copied + VectorLength);
            third.StoreAlignedNonTemporal(target + copied + (2 * VectorLength));
            fourth.StoreAlignedNonTemporal(target + copied + (3 * VectorLength));
        }

        Buffer.MemoryCopy(source + copied, target + copied, length - copied, length - copied);
    }
}
