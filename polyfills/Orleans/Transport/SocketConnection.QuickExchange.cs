using System.Diagnostics;
using System.Net.Sockets;

namespace Orleans.Runtime;

/// <remarks>
/// One call at a time, there and back, costs four wake-ups of threads on other cores, which take longer than all the rest.
/// Where a lone frame follows the last exchange at once, the thread that received it therefore runs what the frame sets off
/// (<see cref="LoneWork"/>) and then looks for the next one for a moment before it waits.
/// <para>
/// Meanwhile nobody receives: the connection's buffer is lent to that thread. Whoever takes it out of <c>_lent</c> goes on to
/// receive: the thread itself when it is done, or, when it is not after one to two of its periods, the watch. Either finds null if
/// the other was first. Work that takes long, or a watch that had to step in, ends the mode for a pause; a frame that does not
/// come soon ends it until one follows quickly again. A thread is kept from other work of the pool for half a millisecond at most.
/// </para>
/// </remarks>
internal sealed partial class SocketConnection
{
    // Alone on its core, a thread that looks ahead holds up the very one that it waits for.
    private static readonly bool HasCores = Environment.ProcessorCount > 1;

    private static readonly TimeSpan LookAhead = TimeSpan.FromMicroseconds(60);
    private static readonly TimeSpan QuickWait = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan LongWork = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan Hold = TimeSpan.FromMicroseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(1);

    // A real clock: what it guards against are threads that really block.
    private readonly ITimer _watch;
    private ReceiveBuffer? _lent;
    private int _loans;
    private int _loansSeen;
    private int _isWatching;
    private bool _isQuick;
    private long _waitBegan;
    private long _waitEnded;
    private long _pauseBegan = -Stopwatch.Frequency;

    private void NoteWait()
    {
        _waitEnded = Stopwatch.GetTimestamp();
        _isQuick = HasCores && Stopwatch.GetElapsedTime(_waitBegan, _waitEnded) < QuickWait;
    }

    private bool IsQuickExchange() =>
        _isQuick
        && Stopwatch.GetElapsedTime(_pauseBegan) > Pause
        && (Stopwatch.GetElapsedTime(_waitEnded) < Hold || ThreadPool.PendingWorkItemCount == 0);

    /// <summary>False when the watch went on receiving in the meantime.</summary>
    private bool HandleLone(ReceiveBuffer buffer, int start, int end, ReceiveBuffer next)
    {
        var began = Stopwatch.GetTimestamp();
        Volatile.Write(ref _lent, next);
        _loans++;
        if (Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            _watch.Change(WatchPeriod, WatchPeriod);
        }

        LoneWork.Accept();
        HandleBatch(buffer, start, end);
        LoneWork.Run();
        if (Stopwatch.GetElapsedTime(began) > LongWork)
        {
            _pauseBegan = Stopwatch.GetTimestamp();
        }

        return Interlocked.Exchange(ref _lent, null) is not null;
    }

    private bool TryReceiveSoon(ReceiveBuffer buffer, out int count, out Exception? error)
    {
        (count, error) = (0, null);
        var began = Stopwatch.GetTimestamp();
        do
        {
            SocketError code;
            try
            {
                count = _socket.Receive(buffer.Array.AsSpan(buffer.Filled, buffer.Free), SocketFlags.None, out code);
            }
            catch (ObjectDisposedException)
            {
                return false;
            }

            if (code != SocketError.WouldBlock)
            {
                error = code == SocketError.Success ? null : new SocketException((int)code);
                return true;
            }
        }
        while (Stopwatch.GetElapsedTime(began) < LookAhead);

        return false;
    }

    private void Watch()
    {
        var loans = Volatile.Read(ref _loans);
        if (loans != _loansSeen)
        {
            _loansSeen = loans;
            return;
        }

        if (Interlocked.Exchange(ref _lent, null) is { } buffer)
        {
            _pauseBegan = Stopwatch.GetTimestamp();
            Receive(buffer);
            return;
        }

        _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _isWatching, 0);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _loans) != loans && Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            _watch.Change(WatchPeriod, WatchPeriod);
        }
    }
}
