using System.Diagnostics;
using System.Net.Sockets;

namespace Orleans.Runtime;

/// <remarks>
/// One call at a time, there and back, costs four wake-ups of threads on other cores, which take longer than all the rest.
/// Where a lone frame follows the last exchange at once, the thread that received it therefore runs what the frame sets off
/// (<see cref="LoneWork"/>) and then looks for the next one for a moment before it waits.
/// <para>
/// Meanwhile nobody receives: the connection's buffer is lent to that thread, with its work. Whoever takes that out of <c>_lent</c> goes on to
/// receive: the thread itself when it is done, or, when it is not after one to two of its periods, the watch. Either finds it gone if
/// the other was first. The watch leaves a new work for the loans that follow: a thread whose buffer it has taken, and that is done
/// only while a later frame has another thread, does not find its own. A connection that is aborted takes it, too, and gives the buffer back to the pool. Work that takes long, or a watch that
/// had to step in, ends the mode for a pause; a frame that does not come soon ends it until one follows quickly again.
/// </para>
/// </remarks>
internal sealed partial class SocketConnection
{
    private readonly QuickExchangeLimits _quick;

    // A real clock: what it guards against are threads that really block.
    private readonly ITimer _watch;
    private LoneWork? _lent;
    private LoneWork _loneWork = new();
    private int _loans;
    private int _loansSeen;
    private int _isWatching;
    private bool _isQuick;
    private long _waitBegan;
    private long _waitEnded;
    private long _pauseBegan = -Stopwatch.Frequency;

    private ITimer CreateWatch()
    {
        // It outlives the call that happens to open the connection.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            return TimeProvider.System.CreateTimer(
                static state => ((SocketConnection)state!).Watch(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
    }

    private void NoteWait()
    {
        _waitEnded = Stopwatch.GetTimestamp();
        _isQuick = _quick.IsAllowed && Stopwatch.GetElapsedTime(_waitBegan, _waitEnded) < _quick.Wait;
    }

    private bool IsQuickExchange() =>
        _isQuick
        && Stopwatch.GetElapsedTime(Volatile.Read(ref _pauseBegan)) > _quick.Pause
        && (Stopwatch.GetElapsedTime(_waitEnded) < _quick.Hold || ThreadPool.PendingWorkItemCount == 0);

    /// <summary>False when somebody else has the buffer: the watch, which went on receiving, or an abort.</summary>
    private bool HandleLone(ReceiveBuffer buffer, int start, int end, ReceiveBuffer next)
    {
        var began = Stopwatch.GetTimestamp();
        var work = _loneWork;

        // In this order: a watch that sees the new count and finds nothing lent may end.
        work.Buffer = next;
        Volatile.Write(ref _lent, work);
        Volatile.Write(ref _loans, _loans + 1);
        if (Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            _watch.Change(_quick.WatchPeriod, _quick.WatchPeriod);
        }

        work.Accept();
        HandleBatch(buffer, start, end);
        work.Run();
        if (Stopwatch.GetElapsedTime(began) > _quick.LongWork)
        {
            Volatile.Write(ref _pauseBegan, Stopwatch.GetTimestamp());
        }

        return Interlocked.CompareExchange(ref _lent, null, work) == work;
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
        while (Stopwatch.GetElapsedTime(began) < _quick.LookAhead);

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

        if (Interlocked.Exchange(ref _lent, null) is { } work)
        {
            // The other thread may be about to set something off, then to wait for it: that must not wait for the thread.
            work.Close();
            _loneWork = new LoneWork();
            Volatile.Write(ref _pauseBegan, Stopwatch.GetTimestamp());
            Receive(work.Buffer!);
            return;
        }

        _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Volatile.Write(ref _isWatching, 0);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _loans) != loans && Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            _watch.Change(_quick.WatchPeriod, _quick.WatchPeriod);
        }
    }
}
