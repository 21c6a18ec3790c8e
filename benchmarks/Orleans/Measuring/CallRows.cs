using OrleansBenchmark.Hosts;
using Silo = OrleansBenchmark.Hosts.Silo;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace OrleansBenchmark.Measuring;

/// <summary>Calls to grains that are active already: one at a time, and many in flight on as many grains.</summary>
internal static class CallRows
{
    private const int InSiloInFlight = 500;
    private const int BetweenSilosInFlight = 1_000;

    public static async IAsyncEnumerable<Row> InSiloAsync(RunSettings settings)
    {
        await using var silo = await Silo.StartAsync();
        await foreach (var row in MeasureAsync("in-silo call", settings, silo.Grains, silo.Address, InSiloInFlight))
        {
            yield return row;
        }
    }

    public static async IAsyncEnumerable<Row> ClientToSiloAsync(RunSettings settings)
    {
        var ports = Ports.FindFree();
        await using var silo = await Silo.StartAsync(ports, ports.Silo);
        await using var client = await Silo.StartClientAsync(ports.Gateway);
        await foreach (var row in MeasureAsync("client to silo", settings, client.Grains, silo.Address, InSiloInFlight))
        {
            yield return row;
        }
    }

    public static async IAsyncEnumerable<Row> SiloToSiloAsync(RunSettings settings)
    {
        await using var first = await Silo.StartAsync();
        await using var second = await Silo.StartAsync(Ports.FindFree(), first.Address.Endpoint.Port);
        await WaitForTwoAsync(first);
        await foreach (var row in MeasureAsync("silo to silo", settings, first.Grains, second.Address, BetweenSilosInFlight))
        {
            yield return row;
        }
    }

    public static async IAsyncEnumerable<Row> SiloToProcessAsync(RunSettings settings)
    {
        await using var first = await Silo.StartAsync();
        var ports = Ports.FindFree();
        await using var process = ChildProcess.Start("silo", $"{ports.Silo}", $"{ports.Gateway}", $"{first.Address.Endpoint.Port}");
        var second = SiloAddress.FromParsableString(await process.ReadLineAsync());
        await WaitForTwoAsync(first);
        await foreach (var row in MeasureAsync("silo to silo in another process", settings, first.Grains, second, BetweenSilosInFlight))
        {
            yield return row;
        }
    }

    private static async Task WaitForTwoAsync(Silo silo)
    {
        while (silo.ActiveSilos.Length < 2)
        {
            await Task.Delay(10);
        }
    }

    private static async IAsyncEnumerable<Row> MeasureAsync(string name, RunSettings settings, IGrainFactory grains, SiloAddress callee, int inFlight)
    {
        var targets = new IEchoGrain[inFlight];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = grains.GetGrain<IEchoGrain>(i);
            RequestContext.Set(IPlacementDirector.PlacementHintKey, callee);
            await targets[i].Next(0);
            RequestContext.Clear();
        }

        yield return Row.Latency($"{name}, one at a time", await Workload.MeasureAsync(settings, 1, caller => CallAsync(targets[caller])));
        yield return Row.Throughput($"{name}, {inFlight} in flight", await Workload.MeasureAsync(settings, inFlight, caller => CallAsync(targets[caller])));
    }

    private static async Task CallAsync(IEchoGrain grain)
    {
        if (await grain.Next(41) != 42)
        {
            throw new InvalidOperationException("A call returned a wrong answer.");
        }
    }
}
