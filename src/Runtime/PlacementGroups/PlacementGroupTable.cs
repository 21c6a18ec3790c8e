using Orleans.Ray.State;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.PlacementGroups;

/// <summary>The placement groups of one node, and their names.</summary>
internal sealed class PlacementGroupTable(RayNode node, TimeProvider time) : IPlacementGroupRows
{
    // Of removed groups so many are kept for listings, and for whoever still waits for one.
    private const int MaxRemoved = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<PlacementGroupId, GroupState> _groups = [];
    private readonly Dictionary<(string Namespace, string Name), GroupState> _names = [];
    private readonly Queue<PlacementGroupId> _removed = new();

    /// <summary>Makes a group; it is placed now or waits for its turn.</summary>
    public GroupState Create(
        IExecutionScope scope,
        IReadOnlyList<IReadOnlyDictionary<string, double>> bundles,
        PlacementStrategy strategy,
        string? name,
        PlacementGroupLifetime lifetime,
        string? @namespace,
        TimeSpan? timeout)
    {
        var demands = ToDemands(bundles);
        Validate(strategy, name, lifetime, @namespace, timeout);
        var id = scope.Submitter.Id.Child(scope.Submitter.NextIndex());
        var group = new GroupState(node, scope.Job, new PlacementGroupId(id.High, id.Low), demands, strategy)
        {
            Name = name,
            Namespace = @namespace ?? scope.Job.Namespace,
            IsDetached = lifetime == PlacementGroupLifetime.Detached,
        };
        RefuseInfeasible(group);
        lock (_lock)
        {
            if (name is not null && !_names.TryAdd((group.Namespace, name), group))
            {
                throw new ArgumentException($"The name '{name}' is already taken in namespace '{group.Namespace}', by {_names[(group.Namespace, name)]}. Choose another name, or remove that group.", nameof(name));
            }

            _groups.Add(group.Id, group);
        }

        node.Scheduler.Place(group);
        if (node.HasStopped)
        {
            // Either the node that stops finds the group in the table, or this finds the node stopping.
            Remove(group.Id, RayNode.StopReason);
        }

        if (timeout is { } limit && group.Phase == GroupPhase.Pending)
        {
            RemoveLater(group, limit);
        }

        return group;
    }

    /// <summary>The state of a group; a group that nobody knows any more is a removed one.</summary>
    public GroupState Find(PlacementGroup group)
    {
        lock (_lock)
        {
            if (_groups.TryGetValue(group.Id, out var known))
            {
                return known;
            }
        }

        var forgotten = new GroupState(node, null, group.Id, group.Demands, group.Strategy) { Name = group.Name };
        forgotten.Remove("it is not known on this node any more");
        return forgotten;
    }

    /// <exception cref="ArgumentException">No group has the name.</exception>
    public GroupState Find(string @namespace, string name)
    {
        lock (_lock)
        {
            return _names.GetValueOrDefault((@namespace, name))
                ?? throw new ArgumentException($"No placement group has the name '{name}' in namespace '{@namespace}'. It may not have been created yet, or it was removed.", nameof(name));
        }
    }

    /// <summary>Ends a group; a group that has ended, or is unknown, is no error.</summary>
    public void Remove(PlacementGroupId id, string reason, bool onlyPending = false)
    {
        GroupState? group;
        lock (_lock)
        {
            group = _groups.GetValueOrDefault(id);
        }

        if (group is null || !group.Remove(reason, onlyPending, () => FreeName(group)))
        {
            return;
        }

        lock (_lock)
        {
            _removed.Enqueue(id);
            if (_removed.Count > MaxRemoved)
            {
                _groups.Remove(_removed.Dequeue());
            }
        }
    }

    public void RemoveOf(Job job)
    {
        foreach (var group in ToArray().Where(group => ReferenceEquals(group.Job, job) && !group.IsDetached))
        {
            Remove(group.Id, "its driver ended");
        }
    }

    public void RemoveAll(string reason)
    {
        foreach (var group in ToArray())
        {
            Remove(group.Id, reason);
        }
    }

    /// <summary>All groups, and the last of those that were removed.</summary>
    public GroupState[] ToArray()
    {
        lock (_lock)
        {
            return [.. _groups.Values];
        }
    }

    public IEnumerable<PlacementGroupInfo> List() => ToArray().Select(static group => group.ToRow());

    private void FreeName(GroupState group)
    {
        lock (_lock)
        {
            if (group.Name is { } name && _names.GetValueOrDefault((group.Namespace, name)) == group)
            {
                _names.Remove((group.Namespace, name));
            }
        }
    }

    private static ResourceSet[] ToDemands(IReadOnlyList<IReadOnlyDictionary<string, double>> bundles)
    {
        ArgumentNullException.ThrowIfNull(bundles);
        if (bundles.Count == 0)
        {
            throw new ArgumentException("A placement group needs one bundle or more.", nameof(bundles));
        }

        var demands = new ResourceSet[bundles.Count];
        for (var i = 0; i < demands.Length; i++)
        {
            if (bundles[i] is not { } bundle)
            {
                throw new ArgumentException($"Bundle {i} is null.", nameof(bundles));
            }

            demands[i] = ResourceSet.Create(bundle);
            if (demands[i].IsEmpty)
            {
                throw new ArgumentException($"Bundle {i} reserves nothing; give an amount above zero of some resource, for example [\"CPU\"] = 1.", nameof(bundles));
            }

            if (demands[i][ResourceSet.Gpu] is > 1 and var gpus && gpus != Math.Floor(gpus))
            {
                throw new ArgumentException(FormattableString.Invariant($"Bundle {i} asks for {gpus} GPUs; ask for a fraction up to 1, which shares one device, or for a whole number of devices."), nameof(bundles));
            }
        }

        return demands;
    }

    private static void Validate(PlacementStrategy strategy, string? name, PlacementGroupLifetime lifetime, string? @namespace, TimeSpan? timeout)
    {
        if (!Enum.IsDefined(strategy))
        {
            throw new ArgumentException($"{strategy} is no placement strategy; use Pack, Spread, StrictPack or StrictSpread.", nameof(strategy));
        }

        if (!Enum.IsDefined(lifetime))
        {
            throw new ArgumentException($"{lifetime} is no lifetime; use NonDetached or Detached.", nameof(lifetime));
        }

        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("The name is blank; give the group a name, or leave it null.", nameof(name));
        }

        if (@namespace is not null && string.IsNullOrWhiteSpace(@namespace))
        {
            throw new ArgumentException("The namespace is blank; name a namespace, or leave it null for the job's own.", nameof(@namespace));
        }

        if (timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The time that a group may wait for its resources must be above zero, or null for no limit.");
        }
    }

    private void RefuseInfeasible(GroupState group)
    {
        var reason = group is { Strategy: PlacementStrategy.StrictSpread, Demands.Length: > 1 }
            ? $"StrictSpread puts each of its {group.Demands.Length} bundles on a node of its own, and there is one node"
            : node.Ledger.WhyInfeasible(group.Demand) is { } lacking ? $"it asks for {group.Demand} in all, and node {node.Id} lacks {lacking} (it has {node.Ledger.Totals})" : null;
        if (reason is not null)
        {
            throw new InfeasibleRequestException($"{group} can never be placed: {reason}. Ask for less, or declare more when the node starts.");
        }
    }

    private void RemoveLater(GroupState group, TimeSpan limit)
    {
        var timer = time.CreateDetachedTimer(_ => Remove(group.Id, $"it could not be placed within {limit}: {group.Reason}", onlyPending: true), null, limit);
        group.SettledAsync().GetAwaiter().UnsafeOnCompleted(timer.Dispose);
    }
}
