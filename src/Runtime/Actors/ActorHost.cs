using System.Collections.Concurrent;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>The actors of one node, and their names in the cluster's table.</summary>
internal sealed class ActorHost(RayNode node, IActorNames names)
{
    private const string EndedWithNode = "ended with its node";

    private readonly ConcurrentDictionary<ActorId, ActorCell> _actors = new();

    /// <summary>Whether an actor holds anything of the ledger.</summary>
    public bool HoldResources => _actors.Values.Any(static cell => cell.HasResources && !cell.Class.Demand.IsEmpty);

    /// <summary>The actors that hold some of those resources of the node, in words.</summary>
    public IEnumerable<string> Holding(string[] names) => _actors.Values
        .Where(cell => cell.HasResources && cell.Class.Target is null && Array.Exists(names, name => cell.Class.Demand.UnitsOf(name) > 0))
        .Select(static cell => $"{cell}, as long as it lives");

    /// <summary>The actors that hold something of the ledger, and what.</summary>
    public IEnumerable<string> DescribeHolders() =>
        _actors.Values.Where(static cell => cell.HasResources && !cell.Class.Demand.IsEmpty).Select(static cell => $"{cell} with {cell.Class.Demand}");

    public void Add(ActorCell cell)
    {
        _actors[cell.Id] = cell;

        // A failed argument may have ended it before, and then nobody removes it any more. A node that stops looks for actors once: either
        // it finds this one there, or this finds the node stopping.
        if (cell.IsDead)
        {
            Remove(cell);
        }
        else if (node.HasStopped)
        {
            _ = cell.KillAsync(EndedWithNode);
        }
    }

    public void Remove(ActorCell cell)
    {
        // One that another took the place of never lived.
        if (_actors.TryRemove(cell.Id, out _) && cell.IsDead)
        {
            node.State.OnActorEnded(cell);
        }
    }

    public ActorCell[] Snapshot() => [.. _actors.Values];

    /// <summary>Takes the cell's name for it. Null where that worked; the actor that has it where that one will do.</summary>
    /// <exception cref="ActorDiedException">Another actor has the name.</exception>
    public async Task<ActorCell?> TakeNameAsync(ActorCell cell, bool getIfExists)
    {
        while (true)
        {
            var mine = new ActorRow(cell.Id, cell.Name!, TypeNameOf(cell.Descriptor.ActorType), node.Id);
            var row = await names.RegisterAsync(cell.Namespace, mine).ConfigureAwait(false);
            if (row.ActorId == cell.Id)
            {
                return null;
            }

            var existing = Find(row);
            if (!getIfExists && (existing is { IsEnding: false } || row.NodeId != node.Id))
            {
                throw new ActorDiedException($"The name '{cell.Name}' is already taken in namespace '{cell.Namespace}', by actor {row.ActorId}. Choose another name, or set GetIfExists to get that actor.");
            }

            CheckNode(row, cell.Namespace);
            if (existing is { IsEnding: false })
            {
                CheckType(row, mine.ActorType, cell.Namespace);
                if (existing.TryAddHold())
                {
                    return existing;
                }
            }

            // It is ending. Freeing its name again does no harm.
            await names.UnregisterAsync(cell.Namespace, row.Name, row.ActorId).ConfigureAwait(false);
        }
    }

    public async Task ReleaseNameAsync(ActorCell cell)
    {
        try
        {
            await names.UnregisterAsync(cell.Namespace, cell.Name!, cell.Id).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            node.Log.ActorNameNotReleased(exception, cell.ToString());
        }
    }

    /// <summary>A hold on the actor of that name.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another class.</exception>
    /// <exception cref="ActorUnavailableException">It lives on another node.</exception>
    public async Task<ActorReference> HoldAsync(string @namespace, string name, Type actorType)
    {
        var row = await names.LookupAsync(@namespace, name).ConfigureAwait(false);
        if (row is not null)
        {
            CheckNode(row, @namespace);
            CheckType(row, TypeNameOf(actorType), @namespace);
            if (Find(row)?.TryHold() is { } reference)
            {
                return reference;
            }
        }

        throw new ArgumentException($"No actor has the name '{name}' in namespace '{@namespace}'. It may not have been created yet, or it has ended.", nameof(name));
    }

    /// <summary>The node stops.</summary>
    public Task KillAllAsync() => Task.WhenAll(_actors.Values.Select(static cell => cell.KillAsync(EndedWithNode)));

    private void CheckNode(ActorRow row, string @namespace)
    {
        if (row.NodeId != node.Id)
        {
            throw new ActorUnavailableException($"The actor '{row.Name}' in namespace '{@namespace}' lives on node {row.NodeId}; handles do not reach from one node to another yet.");
        }
    }

    private static string TypeNameOf(Type type) => type.FullName ?? type.Name;

    private static void CheckType(ActorRow row, string actorType, string @namespace)
    {
        if (row.ActorType != actorType)
        {
            throw new ArgumentException($"The actor '{row.Name}' in namespace '{@namespace}' is a {row.ActorType}, not a {actorType}.");
        }
    }

    private ActorCell? Find(ActorRow row) => _actors.GetValueOrDefault(row.ActorId);
}
