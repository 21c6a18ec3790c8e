using System.Buffers;
using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Reads as many bytes as somebody says there are, without believing it: no more memory is asked for than twice what has come,
/// beyond a first piece. Where <c>isAsync</c> is false, everything completes before it returns.
/// </summary>
internal static class StreamBytes
{
    private const int FirstPiece = 1 << 20;

    /// <returns>Less than asked for at the end of the stream.</returns>
    public static async ValueTask<int> FillAsync(Stream stream, Memory<byte> destination, bool isAsync, CancellationToken cancellationToken)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var count = isAsync
                ? await stream.ReadAsync(destination[total..], cancellationToken).ConfigureAwait(false)
                : stream.Read(destination.Span[total..]);
            if (count == 0)
            {
                break;
            }

            total += count;
        }

        return total;
    }

    public static void CheckComplete(int count, int expected)
    {
        if (count < expected)
        {
            throw new InvalidOperationException($"The stream ends within a message: of {expected} bytes there are {count}.");
        }
    }

    /// <param name="array">Used if it is long enough.</param>
    /// <returns>An array that begins with the bytes.</returns>
    public static async ValueTask<byte[]> ReadAsync(Stream stream, byte[] array, int length, bool isAsync, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < length)
        {
            var piece = Math.Min(length, Math.Max(FirstPiece, 2 * (long)filled));
            if (array.Length < piece)
            {
                var longer = GC.AllocateUninitializedArray<byte>((int)piece);
                array.AsSpan(0, filled).CopyTo(longer);
                array = longer;
            }

            var wanted = (int)piece - filled;
            CheckComplete(await FillAsync(stream, array.AsMemory(filled, wanted), isAsync, cancellationToken).ConfigureAwait(false), wanted);
            filled += wanted;
        }

        return array;
    }

    public static async ValueTask<IMemoryOwner<byte>> ReadBodyAsync(Stream stream, MemoryAllocator allocator, int length, bool isAsync, CancellationToken cancellationToken)
    {
        if (length > FirstPiece)
        {
            if (!stream.CanSeek)
            {
                return await ReadUnseenBodyAsync(stream, allocator, length, isAsync, cancellationToken).ConfigureAwait(false);
            }

            CheckComplete((int)Math.Clamp(stream.Length - stream.Position, 0, length), length);
        }

        var owner = allocator.Allocate(length);
        try
        {
            CheckComplete(await FillAsync(stream, owner.Memory[..length], isAsync, cancellationToken).ConfigureAwait(false), length);
            return owner;
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    private static async ValueTask<IMemoryOwner<byte>> ReadUnseenBodyAsync(Stream stream, MemoryAllocator allocator, int length, bool isAsync, CancellationToken cancellationToken)
    {
        var array = await ReadAsync(stream, [], length, isAsync, cancellationToken).ConfigureAwait(false);
        var owner = allocator.Allocate(length);
        array.AsMemory(0, length).CopyTo(owner.Memory);
        return owner;
    }
}
