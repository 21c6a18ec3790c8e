using Orleans.Ray.Resources;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// Keeps wide requests from waiting for ever behind a flood of narrow ones. The pumping thread's own.
/// </summary>
/// <remarks>
/// <para>
/// Something that did not fit and was passed over by <see cref="Patience"/> starts which took from what it asks for gets the reservation, if nobody
/// has it and if its demand will fit once the running tasks have ended. While it is held nothing starts that would take from what its holder
/// asks for, so that what is returned adds up. It ends when its holder starts or no longer waits.
/// </para>
/// <para>
/// A task that runs may wait, unseen by the scheduler, for work that the reservation keeps from starting. So a reservation that has not
/// helped within its time lapses, and nobody gets one for as long; the next one of the same holder lasts twice the time. Nothing is
/// therefore held up for ever; and a wide request starts at the latest in its first period that is longer than the tasks which run when it begins.
/// </para>
/// <para>
/// Tasks that want their CPU back go first, since they hold other things. When <see cref="ResumePatience"/> of them have gone before the holder
/// they wait too, for as long as the reservation is held.
/// </para>
/// </remarks>
internal sealed class Reservation(TimeProvider time, Action pump) : IDisposable
{
    public const int Patience = 16;
    public const int ResumePatience = 64;

    private const int MaxDoublings = 14;

    private static readonly TimeSpan FirstPeriod = TimeSpan.FromMilliseconds(10);

    private volatile IClaimant? _holder;
    private ITimer? _timer;
    private TimeSpan _period;
    private long _periodStart;
    private bool _rests;
    private int _resumed;

    /// <summary>Whether somebody has the reservation. Any thread may ask.</summary>
    public bool IsHeld => _holder is not null;

    /// <summary>Who the resources are kept for now.</summary>
    public IClaimant? Holder
    {
        get
        {
            if (_holder is not { } holder)
            {
                return null;
            }

            if (!holder.IsWaiting || !holder.IsAttainable)
            {
                End();
            }
            else if (time.GetElapsedTime(_periodStart) >= _period)
            {
                holder.Lapses++;
                holder.PassedOver = 0;
                _holder = null;
                _rests = true;
                _periodStart = time.GetTimestamp();
                _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            return _holder;
        }
    }

    public void Dispose() => _timer?.Dispose();

    public void OnPassedOver(IClaimant claimant, ResourceSet taken)
    {
        if (!claimant.Demand.Overlaps(taken) || ++claimant.PassedOver < Patience || _holder is not null || !claimant.IsAttainable)
        {
            return;
        }

        if (_rests && time.GetElapsedTime(_periodStart) < _period)
        {
            return;
        }

        _rests = false;
        _resumed = 0;
        _period = FirstPeriod * (1 << Math.Min(claimant.Lapses, MaxDoublings));
        _periodStart = time.GetTimestamp();
        _timer ??= time.CreateDetachedTimer(static pump => ((Action)pump!)(), pump, Timeout.InfiniteTimeSpan);

        // Again and again until it has lapsed: a timer may be early by the clock that tells how long it was.
        _timer.Change(_period, FirstPeriod);
        _holder = claimant;
    }

    public void OnStarted(IClaimant claimant)
    {
        claimant.PassedOver = 0;
        claimant.Lapses = 0;
        if (ReferenceEquals(claimant, _holder))
        {
            End();
        }
    }

    /// <summary>Whether one that is not the holder must not start now.</summary>
    public bool Blocks(IClaimant other)
    {
        if (_holder is null || ReferenceEquals(other, _holder) || !ReferenceEquals(other.Pool, _holder.Pool) || Holder is not { } holder)
        {
            return false;
        }

        return holder.Pool is ResourceLedger ledger ? !ledger.LeavesRoom(other.Demand, holder.Demand) : other.Demand.Overlaps(holder.Demand);
    }

    /// <summary>Whether a task must not have its CPU back now.</summary>
    public bool BlocksResume(ResourceLedger ledger) =>
        _resumed >= ResumePatience && ReferenceEquals(_holder?.Pool, ledger) && Holder is { } holder && holder.Demand.UnitsOf(ResourceSet.Cpu) > 0;

    public void OnResumed() => _resumed++;

    private void End()
    {
        _holder!.PassedOver = 0;
        _holder.Lapses = 0;
        _holder = null;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
