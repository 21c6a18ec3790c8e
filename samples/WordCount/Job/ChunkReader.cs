using System.Buffers;
using Microsoft.Win32.SafeHandles;
using WordCount.Counting;

namespace WordCount.Job;

/// <summary>Counts the words of one chunk of a file, with a buffer of fixed size.</summary>
internal static class ChunkReader
{
    private const int BufferSize = 64 * 1024;

    // These bytes are never part of a longer UTF-8 sequence, and no word contains one.
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\n\v\f\r"u8);

    /// <returns>How many bytes were read.</returns>
    /// <exception cref="IOException">The file cannot be read, or has changed since it was listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">It is not text.</exception>
    public static long Count(FileChunk chunk, WordTable words, CancellationToken cancellationToken)
    {
        using var handle = File.OpenHandle(chunk.File.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            ThrowIfChanged(handle, chunk.File);
            var start = FindLimit(handle, chunk.Start, chunk.File.Length, buffer);
            var end = FindLimit(handle, chunk.End, chunk.File.Length, buffer);
            var scanner = new WordScanner(words, start);
            for (var position = start; position < end;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(handle, buffer.AsSpan(0, (int)Math.Min(BufferSize, end - position)), position);
                if (read == 0)
                {
                    throw Changed();
                }

                scanner.Feed(buffer.AsSpan(0, read));
                position += read;
            }

            scanner.Complete();
            ThrowIfChanged(handle, chunk.File);
            return Math.Max(0, end - start);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static long FindLimit(SafeFileHandle handle, long nominal, long length, byte[] buffer)
    {
        for (var position = nominal; position > 0 && position < length;)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(0, BufferSize), position);
            if (read == 0)
            {
                throw Changed();
            }

            var index = buffer.AsSpan(0, read).IndexOfAny(WhiteSpace);
            if (index >= 0)
            {
                return Math.Min(position + index, length);
            }

            position += read;
            nominal = Math.Min(position, length);
        }

        return nominal;
    }

    private static void ThrowIfChanged(SafeFileHandle handle, TextFile file)
    {
        if (RandomAccess.GetLength(handle) != file.Length || File.GetLastWriteTimeUtc(handle) != file.LastWriteTimeUtc)
        {
            throw Changed();
        }
    }

    private static IOException Changed() => new("it changed while it was being counted");
}
