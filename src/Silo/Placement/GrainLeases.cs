using Orleans.Ray.Tasks;
using Orleans.Runtime;

namespace Orleans.Ray.Placement;

/// <summary>What the grains of this node hold of its ledger.</summary>
/// <remarks>
/// <para>
/// The placement director reserves a lease before an activation exists. The activation claims it when its code first touches the node, at
/// the latest with its first call, and returns it when it has been deactivated, for whatever reason.
/// </para>
/// <para>
/// An activation that fails before it could claim leaves its lease unclaimed, and Orleans tells nobody. The next activation of that grain
/// takes the lease over; for one that never comes, a timer looks at unclaimed leases and returns those whose grain is not active. Should it
/// be wrong, because an activation is slow to begin, that one takes a new lease before its first call.
/// </para>
/// </remarks>
internal sealed class GrainLeases : IDisposable
{
    private const int MaxNamed = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<GrainId, GrainLease> _unclaimed = [];
    private readonly HashSet<GrainLease> _leases = [];
    private readonly RayNode _node;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;

    // Whether the timer is set, or looks now. Set anew by each reservation it would never be due where grains keep being activated.
    private bool _isWatched;

    public GrainLeases(RayNode node, IGrainFactory grains, TimeProvider time, TimeSpan limit)
    {
        _node = node;
        _grains = grains;
        _time = time;
        _limit = limit;
        _timer = time.CreateTimer(static self => _ = ((GrainLeases)self!).ReturnUnclaimedAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes the resources for an activation that is about to be.</summary>
    public async Task ReserveAsync(GrainId grain, ResourceSet demand)
    {
        GrainLease? lease;
        lock (_lock)
        {
            if (!_unclaimed.TryGetValue(grain, out lease) || lease.IsAbandoned)
            {
                _unclaimed[grain] = lease = AddNeedsLock(grain, demand);
            }
        }

        await TakeAsync(lease).ConfigureAwait(false);
        Watch(again: false);
    }

    /// <summary>The lease of an activation that has begun: what was reserved for it, or else a new one that is still to be taken.</summary>
    public GrainLease Claim(GrainId grain, ResourceSet demand)
    {
        lock (_lock)
        {
            if (_unclaimed.TryGetValue(grain, out var reserved) && reserved.IsTaken)
            {
                _unclaimed.Remove(grain);
                return reserved;
            }

            return AddNeedsLock(grain, demand);
        }
    }

    /// <summary>Takes the resources of a lease, or ends it.</summary>
    /// <exception cref="InfeasibleRequestException">No node can ever give them.</exception>
    /// <exception cref="ActorUnavailableException">They were not free in time.</exception>
    /// <exception cref="NodeDiedException">The node has stopped.</exception>
    public async Task TakeAsync(GrainLease lease)
    {
        try
        {
            await lease.TakeAsync(_limit).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            Return(lease);
            throw new ActorUnavailableException(
                $"Grain {lease.Grain} could not be activated within {_limit}: it asks for {lease.Class.Demand}, and node {_node.Id} has {_node.Ledger.Available()} free of {_node.Ledger.Totals}. {DescribeHolders()} Deactivate or end what is not needed, ask for less, or call again later.",
                exception);
        }
        catch
        {
            Return(lease);
            throw;
        }
    }

    public void Return(GrainLease lease)
    {
        lock (_lock)
        {
            _leases.Remove(lease);
            if (_unclaimed.TryGetValue(lease.Grain, out var unclaimed) && ReferenceEquals(unclaimed, lease))
            {
                _unclaimed.Remove(lease.Grain);
            }
        }

        lease.Return();
    }

    public void Dispose() => _timer.Dispose();

    private GrainLease AddNeedsLock(GrainId grain, ResourceSet demand)
    {
        var lease = new GrainLease(_node, grain, demand, _time);
        _leases.Add(lease);
        return lease;
    }

    private string DescribeHolders()
    {
        string[] holders;
        lock (_lock)
        {
            holders = [.. _leases.Where(static lease => lease.IsTaken && !lease.Class.Demand.IsEmpty).Select(static lease => lease.ToString())];
        }

        holders = [.. holders, .. _node.Actors.DescribeHolders()];
        return holders.Length == 0
            ? "Tasks that run hold the rest."
            : $"Held by {string.Join(", ", holders.Take(MaxNamed))}{(holders.Length > MaxNamed ? $" and {holders.Length - MaxNamed} more" : string.Empty)}; tasks that run hold the rest.";
    }

    private async Task ReturnUnclaimedAsync()
    {
        try
        {
            GrainLease[] old;
            lock (_lock)
            {
                old = [.. _unclaimed.Values.Where(lease => lease.IsTaken && _time.GetElapsedTime(lease.TakenAt) >= Patience)];
            }

            foreach (var lease in old)
            {
                if (!await IsActiveAsync(lease.Grain).ConfigureAwait(false))
                {
                    ReturnIfUnclaimed(lease);
                }
            }
        }
        finally
        {
            Watch(again: true);
        }
    }

    /// <summary>Sets the timer while there are unclaimed leases.</summary>
    private void Watch(bool again)
    {
        lock (_lock)
        {
            if (_isWatched && !again)
            {
                return;
            }

            _isWatched = _unclaimed.Count > 0;
            if (_isWatched)
            {
                _timer.Change(Patience, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task<bool> IsActiveAsync(GrainId grain)
    {
        try
        {
            return await _grains.GetGrain<IManagementGrain>(0).GetActivationAddress(_grains.GetGrain(grain)).ConfigureAwait(false) is not null;
        }
        catch (Exception exception)
        {
            // It can be asked again; until then the resources count as held.
            _node.Log.GrainNotFoundOut(exception, grain.ToString());
            return true;
        }
    }

    private void ReturnIfUnclaimed(GrainLease lease)
    {
        lock (_lock)
        {
            if (!_unclaimed.TryGetValue(lease.Grain, out var unclaimed) || !ReferenceEquals(unclaimed, lease))
            {
                return;
            }

            _unclaimed.Remove(lease.Grain);
        }

        Return(lease);
    }
}
