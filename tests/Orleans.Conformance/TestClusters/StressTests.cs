using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Identity;
using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.TestClusters;

public sealed class StressTests
{
    [Fact]
    public async Task Calls_go_on_while_silos_come_and_go()
    {
        await using var cluster = new InProcessTestClusterBuilder(3).Build();
        await cluster.DeployAsync();
        using var stop = new CancellationTokenSource();
        var caller = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        var failures = new ConcurrentBag<Exception>();
        var completed = 0;
        var keys = Enumerable.Range(0, 200).Select(_ => Names.New()).ToArray();
        var load = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = worker; !stop.IsCancellationRequested; i++)
            {
                try
                {
                    await caller.GetGrain<ICountingGrain>(keys[i % keys.Length]).Activation();
                    Interlocked.Increment(ref completed);
                }
                catch (Exception exception) when (exception is OrleansException or TimeoutException)
                {
                    // The outcome of a call to a silo that goes away is unknown: the caller tries again.
                    failures.Add(exception);
                }
            }
        })).ToArray();

        for (var round = 0; round < 3; round++)
        {
            var added = await cluster.StartAdditionalSiloAsync();
            await cluster.WaitForLivenessToStabilizeAsync();
            var target = Volatile.Read(ref completed) + 1000;
            await Patience.Until(() => Task.FromResult(Volatile.Read(ref completed) > target));
            if (round % 2 == 0)
            {
                await cluster.KillSiloAsync(added);
            }
            else
            {
                await cluster.StopSiloAsync(added);
            }

            await cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load).Soon();
        Assert.True(failures.Count < completed, $"{failures.Count} calls failed: {failures.FirstOrDefault()}");

        // When all is quiet there is one activation of each grain, whoever asks.
        foreach (var key in keys)
        {
            var seen = new HashSet<Guid>();
            foreach (var silo in cluster.Silos)
            {
                seen.Add(await silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ICountingGrain>(key).Activation().Soon());
            }

            seen.Add(await cluster.Client.GetGrain<ICountingGrain>(key).Activation().Soon());
            Assert.Single(seen);
        }
    }
}
