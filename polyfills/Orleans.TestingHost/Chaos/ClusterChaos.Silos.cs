using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfill;

/// <content>Silos that hang or crash.</content>
public sealed partial class ClusterChaos
{
    private readonly ConcurrentDictionary<ChaosNode, IServiceProvider> _services = new();
    private readonly ConcurrentQueue<(ChaosNode Node, InProcessSiloHandle Silo)> _remains = new();
    private readonly ConcurrentQueue<string> _fatalErrors = new();

    /// <summary>Why silos have ended themselves, such as that their cluster had declared them dead.</summary>
    public IReadOnlyCollection<string> FatalErrors => _fatalErrors.ToArray();

    /// <summary>
    /// The silo is gone from one moment to the next, as after SIGKILL: its connections break, new ones are refused, none
    /// of its messages arrives any more, none of its grains, timers or services of the runtime does anything more, and
    /// nobody is told: the membership table still says that it is active. Calls under way that began in it fail.
    /// </summary>
    /// <remarks>
    /// What is left of it is disposed of with the cluster. What this cannot do: stop code that is running at this moment
    /// before its next await, code that has left its grain's scheduler, and background threads and services of the
    /// application; these go on within the process, but reach no grain and no silo.
    /// </remarks>
    public Task CrashSiloAsync(InProcessSiloHandle silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Crash(NodeOf(silo));
        return Task.CompletedTask;
    }

    /// <summary>
    /// The silo hangs, as after SIGSTOP: its connections stay open, and messages to and from it, its timers, its grains
    /// and its accesses to the membership table wait until <see cref="ThawSilo"/>. New connections to it hang.
    /// </summary>
    /// <remarks>What it cannot do: stop code that is running at this moment before its next await, and code outside of grains.</remarks>
    public void FreezeSilo(InProcessSiloHandle silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var node = NodeOf(silo);
        if (node.TryFreeze())
        {
            Log($"{node} is frozen.");
            silo.ServiceProvider.GetRequiredService<Catalog>().PauseTurns();
            _network.OnChanged();
        }
    }

    /// <summary>The silo goes on where it was. What has waited happens now, whatever the clock says.</summary>
    public void ThawSilo(InProcessSiloHandle silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        Thaw(NodeOf(silo), silo.ServiceProvider);
    }

    internal void AddToSilo(InProcessTestCluster cluster, IServiceCollection services, string name)
    {
        _cluster = cluster;
        services.AddSingleton(provider =>
        {
            var node = _network.AddSilo(name, provider.GetRequiredService<ILocalSiloDetails>().SiloAddress);
            _services[node] = provider;
            return node;
        });
        AddToNode(services);
        Decorated.Replace<IMembershipTable>(services, static (provider, inner) => new ChaosMembershipTable(inner, provider.GetRequiredService<ChaosNode>()));
        Decorated.Replace<TimeProvider>(services, static (provider, inner) => new ChaosTimeProvider(inner, provider.GetRequiredService<ChaosNode>()));
        services.AddSingleton<IFatalErrorHandler>(provider => new ChaosFatalErrorHandler(reason => OnFatalError(provider.GetRequiredService<ChaosNode>(), reason)));
    }

    internal void AddToClient(IServiceCollection services)
    {
        services.AddSingleton(_network.Clients);
        AddToNode(services);
    }

    /// <summary>From here on the network is reliable and every silo that has not crashed runs, so that the cluster can stop.</summary>
    internal void End()
    {
        IsActive = false;
        Heal();
        foreach (var (node, services) in _services)
        {
            Thaw(node, services);
        }
    }

    /// <summary>Disposes of what crashed silos have left behind.</summary>
    internal async Task BuryAsync()
    {
        while (_remains.TryDequeue(out var entry))
        {
            entry.Node.Bury();
            try
            {
                await entry.Silo.SiloHost.StopAsync(new CancellationToken(canceled: true));
            }
            catch (Exception exception) when (exception is OperationCanceledException or OrleansException or AggregateException or TimeoutException)
            {
                Log($"The remains of {entry.Node} did not stop in order: {exception.Message}");
            }

            await entry.Silo.DisposeAsync();
        }
    }

    private void AddToNode(IServiceCollection services)
    {
        services.AddSingleton<IFrameFaults>(provider => new NodeFaults(_network, provider.GetRequiredService<ChaosNode>()));
        Decorated.Replace<ITransport>(
            services,
            (provider, inner) => new ChaosTransport(inner, _network, provider.GetRequiredService<ChaosNode>()));
    }

    private void Thaw(ChaosNode node, IServiceProvider services)
    {
        if (node.TryThaw())
        {
            Log($"{node} is thawed.");
            services.GetRequiredService<Catalog>().ResumeTurns();
            _network.OnChanged();
        }
    }

    private void Crash(ChaosNode node)
    {
        if (!node.TryCrash())
        {
            return;
        }

        Log($"{node} has crashed.");
        var services = _services[node];
        services.GetRequiredService<Catalog>().PauseTurns();
        if (_cluster!.Silos.FirstOrDefault(silo => silo.SiloAddress.Equals(node.Address)) is { } handle)
        {
            _cluster.Forget(handle);
            _remains.Enqueue((node, handle));
        }
        else
        {
            // It was starting: that must fail, rather than wait for a silo that will never run.
            node.Bury();
        }

        _network.OnChanged();
        node.BreakConnections();
        services.GetRequiredService<SiloRuntime>().Stop();
    }

    private void OnFatalError(ChaosNode node, string reason)
    {
        if (node.IsCrashed)
        {
            return;
        }

        _fatalErrors.Enqueue($"{node}: {reason}");
        Log($"{node} ends itself: {reason}");

        // The runtime reports this in the middle of its own work: under its locks, on a scheduler that the crash halts.
        Task.Run(() => Crash(node)).ContinueWith(
            failed => Log($"{node} did not crash as it should: {failed.Exception}"), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private void Log(FormattableString text) => _cluster!.Log(text);
}
