using System.Runtime.ExceptionServices;

namespace Orleans.Ray.Store;

/// <summary>A large copy into an arena that threads of the pool help with.</summary>
/// <remarks>
/// The copy is cut into pieces, and whoever comes takes the next one. The caller comes first and stays until none is left, so that it does all of it where the pool has no thread
/// to spare; then it waits for pieces that others have taken, each of which is being copied on a running thread. A helper that comes later finds no piece and touches nothing.
/// </remarks>
internal sealed unsafe class ParallelCopy : IThreadPoolWorkItem
{
    /// <summary>Below it helpers cost more than they save.</summary>
    public const long LeastLength = 2 * PieceLength;

    private const long PieceLength = 4 * ArenaChunks.Size;

    private readonly ManualResetEventSlim _isDone = new();
    private readonly ArenaChunks _target;
    private readonly long _offset;
    private readonly byte* _source;
    private readonly long _length;
    private readonly int _pieces;
    private int _taken;
    private int _ended;
    private Exception? _failure;

    private ParallelCopy(ArenaChunks target, long offset, byte* source, long length)
    {
        _target = target;
        _offset = offset;
        _source = source;
        _length = length;
        _pieces = (int)(((offset + length - 1) / PieceLength) - (offset / PieceLength) + 1);
    }

    /// <exception cref="IOException">The file system has no room. Some of the bytes may have been written.</exception>
    public static void Run(ArenaChunks target, long offset, byte* source, long length, int threads)
    {
        var copy = new ParallelCopy(target, offset, source, length);
        // A file system lets one thread at a time write a file: helpers are of use where memory is present.
        var threadsOfUse = target.PresentIn(offset, length) >= LeastLength ? threads : 1;
        for (var helper = Math.Min(threadsOfUse, copy._pieces) - 1; helper > 0; helper--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(copy, preferLocal: false);
        }

        copy.CopyPieces();
        copy._isDone.Wait();
        if (copy._failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    void IThreadPoolWorkItem.Execute() => CopyPieces();

    private void CopyPieces()
    {
        while (Interlocked.Increment(ref _taken) - 1 is var piece && piece < _pieces)
        {
            try
            {
                if (Volatile.Read(ref _failure) is null)
                {
                    CopyPiece(piece);
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, exception, null);
            }
            finally
            {
                if (Interlocked.Increment(ref _ended) == _pieces)
                {
                    _isDone.Set();
                }
            }
        }
    }

    // Pieces end where chunks do, so that no two threads want the same chunk.
    private void CopyPiece(int piece)
    {
        var first = _offset / PieceLength;
        var start = Math.Max(_offset, (first + piece) * PieceLength);
        var end = Math.Min(_offset + _length, (first + piece + 1) * PieceLength);
        _target.Write(start, _source + (start - _offset), end - start, isLarge: true);
    }
}
