using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Orleans.Runtime;

namespace Orleans.Polyfill;

/// <summary>
/// What lies between the nodes of a cluster. A message passes, in this order: crashed and frozen nodes and cut links;
/// chance (loss, copies, delay, being overtaken); and, when it has been under way for a while, the first again.
/// </summary>
internal sealed partial class ChaosNetwork(ChaosOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, ChaosNode> _byAddress = [];
    private readonly Dictionary<IPEndPoint, ChaosNode> _byEndpoint = [];
    private readonly Dictionary<string, int> _incarnations = [];
    private readonly ConcurrentDictionary<(ChaosNode From, ChaosNode To), ChaosLink> _links = new();
    private List<ChaosFrame> _kept = [];
    private ImmutableHashSet<(ChaosNode From, ChaosNode To)> _cut = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChaosNode Clients { get; } = new("clients", null);

    public volatile bool IsActive = true;

    public ChaosNode AddSilo(string name, SiloAddress address)
    {
        lock (_gate)
        {
            var incarnation = _incarnations[name] = _incarnations.GetValueOrDefault(name) + 1;
            var node = new ChaosNode(incarnation == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{incarnation}"), address);
            _byAddress[address] = node;
            return node;
        }
    }

    public void Register(ChaosNode node, IPEndPoint endpoint)
    {
        lock (_gate)
        {
            _byEndpoint[endpoint] = node;
        }
    }

    /// <summary>Null stands for clients.</summary>
    public ChaosNode Find(SiloAddress? address)
    {
        if (address is null)
        {
            return Clients;
        }

        lock (_gate)
        {
            return _byAddress.GetValueOrDefault(address) ?? throw new InvalidOperationException($"Silo {address} is not one of this cluster's.");
        }
    }

    public ChaosNode? Find(IPEndPoint endpoint)
    {
        lock (_gate)
        {
            return _byEndpoint.GetValueOrDefault(endpoint);
        }
    }

    public void Cut(IEnumerable<(ChaosNode From, ChaosNode To)> links)
    {
        lock (_gate)
        {
            _cut = _cut.Union(links);
        }

        OnChanged();
    }

    public void Restore(IEnumerable<(ChaosNode From, ChaosNode To)>? links)
    {
        lock (_gate)
        {
            _cut = links is null ? [] : _cut.Except(links);
        }

        OnChanged();
    }

    /// <summary>Something that messages or connections wait for may have come: a link, or a node that runs again.</summary>
    public void OnChanged()
    {
        List<ChaosFrame> kept;
        TaskCompletionSource changed;
        lock (_gate)
        {
            kept = _kept;
            _kept = [];
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
        foreach (var frame in kept)
        {
            Interlocked.Decrement(ref _waiting);
            Send(frame);
        }
    }

    public async Task WaitUntilReachableAsync(ChaosNode from, ChaosNode? to, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (to is null || !(IsCut(from, to) || IsCut(to, from) || from.IsFrozen || to.IsFrozen))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Send(ChaosFrame frame)
    {
        if (!MayPass(frame))
        {
            return;
        }

        var faults = FaultsBetween(frame.From, frame.To);
        if (!IsActive || ReferenceEquals(faults, LinkFaults.None))
        {
            Deliver(frame);
            return;
        }

        var link = _links.GetOrAdd((frame.From, frame.To), static (ends, seed) => new ChaosLink(ChaosLink.SeedOf(seed, ends.From.Name, ends.To.Name)), options.Seed);
        var overtaken = link.Overtake();
        var decision = link.Decide(faults, MessageCodec.DirectionOf(frame.Content) == MessageDirection.Response);
        if (decision.IsLost)
        {
            Interlocked.Increment(ref _lost);
        }
        else
        {
            Send(frame, link, faults, decision);
        }

        foreach (var shuffled in overtaken ?? [])
        {
            Release(shuffled);
        }
    }

    private void Send(ChaosFrame frame, ChaosLink link, LinkFaults faults, LinkDecision decision)
    {
        if (decision.IsDuplicated)
        {
            // The copy is not delayed: it comes before, or right with, the original.
            Interlocked.Increment(ref _duplicated);
            Deliver(frame);
        }

        if (decision.Overtakers > 0)
        {
            Interlocked.Increment(ref _shuffled);
            Interlocked.Increment(ref _waiting);
            var shuffled = new ShuffledFrame(frame, decision.Overtakers);
            link.Add(shuffled);
            DelayedAction.Start(options.TimeProvider, faults.MaxDelay, () =>
            {
                link.Remove(shuffled);
                Release(shuffled);
            });
        }
        else if (decision.Delay > TimeSpan.Zero)
        {
            Interlocked.Increment(ref _delayed);
            Interlocked.Increment(ref _waiting);
            DelayedAction.Start(options.TimeProvider, decision.Delay, () => Arrive(frame));
        }
        else
        {
            Deliver(frame);
        }
    }

    private void Release(ShuffledFrame shuffled)
    {
        if (shuffled.TryRelease())
        {
            Arrive(shuffled.Frame);
        }
    }

    private void Arrive(ChaosFrame frame)
    {
        Interlocked.Decrement(ref _waiting);
        if (MayPass(frame))
        {
            Deliver(frame);
        }
    }

    // What comes from a crashed silo is dropped even if it was under way: nobody may hear of it any more.
    private bool MayPass(ChaosFrame frame)
    {
        lock (_gate)
        {
            var isCut = IsCut(frame.From, frame.To);
            if (frame.From.IsCrashed || frame.To.IsCrashed || (isCut && !options.KeepMessagesDuringPartition))
            {
                Interlocked.Increment(ref _dropped);
                return false;
            }

            if (!isCut && !frame.From.IsFrozen && !frame.To.IsFrozen)
            {
                return true;
            }

            Interlocked.Increment(ref _waiting);
            _kept.Add(frame);
            return false;
        }
    }

    // No order is promised, as without chaos: messages are handled in parallel.
    private void Deliver(ChaosFrame frame)
    {
        Interlocked.Increment(ref _delivered);
        ThreadPool.UnsafeQueueUserWorkItem(static frame => frame.Deliver(frame.Content), frame, preferLocal: false);
    }

    private bool IsCut(ChaosNode from, ChaosNode to) => _cut.Contains((from, to));

    private LinkFaults FaultsBetween(ChaosNode from, ChaosNode to) =>
        from.Address is null ? options.ToGateways : to.Address is null ? options.ToClients : options.BetweenSilos;
}
