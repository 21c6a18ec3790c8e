using System.Diagnostics;
using Orleans.Polyfill;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>The faults of one run, in the order that its seed says.</summary>
internal sealed class FaultScript(
    int seed, FaultProfile profile, double requestDuplication, InProcessTestCluster cluster, ClusterChaos chaos, Func<Task<InProcessSiloHandle>> startSilo, TimeSpan hangLimit)
{
    private const int FewestSilos = 2;
    private const int MostSilos = 4;

    private readonly Random _random = new(seed);

    public async Task RunAsync(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        chaos.BetweenSilos = MessageFaults();
        chaos.ToGateways = MessageFaults();
        chaos.ToClients = MessageFaults();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await PauseAsync();
            switch (profile == FaultProfile.Everything ? (FaultProfile)_random.Next((int)FaultProfile.Everything) : profile)
            {
                case FaultProfile.Messages:
                    chaos.BetweenSilos = MessageFaults();
                    break;
                case FaultProfile.Partitions:
                    await SplitAsync();
                    break;
                case FaultProfile.Crashes:
                    await CrashAsync();
                    break;
                case FaultProfile.StopsAndKills:
                    await StopAsync();
                    break;
            }
        }
    }

    private LinkFaults MessageFaults() => new()
    {
        LossRate = _random.Next(3) == 0 ? 0.02 : 0,
        DuplicationRate = requestDuplication,
        ReplyDuplicationRate = _random.Next(2) == 0 ? 0.1 : 0,
        DelayRate = 0.2,
        MaxDelay = TimeSpan.FromMilliseconds(_random.Next(5, 30)),
        ShuffleRate = 0.3,
        ShuffleDepth = _random.Next(1, 10),
    };

    private async Task SplitAsync()
    {
        var silos = Shuffled();
        var cut = _random.Next(1, silos.Length);
        if (_random.Next(2) == 0)
        {
            chaos.Partition(silos[..cut], silos[cut..]);
        }
        else
        {
            chaos.Cut(silos[0], _random.Next(3) == 0 ? null : silos[1]);
        }

        await PauseAsync();
        await PauseAsync();
        chaos.Heal();
    }

    private async Task CrashAsync()
    {
        var silos = Shuffled();
        if (silos.Length > FewestSilos && _random.Next(3) > 0)
        {
            if (_random.Next(4) == 0)
            {
                chaos.FreezeSilo(silos[0]);
                await PauseAsync();
                chaos.ThawSilo(silos[0]);
            }
            else
            {
                await chaos.CrashSiloAsync(silos[0]);
            }
        }
        else
        {
            await StartAsync(silos.Length);
        }
    }

    private async Task StopAsync()
    {
        var silos = Shuffled();
        switch (silos.Length > FewestSilos ? _random.Next(4) : 3)
        {
            case 0:
                await cluster.StopSiloAsync(silos[0]).WaitAsync(hangLimit);
                break;
            case 1:
                await cluster.KillSiloAsync(silos[0]).WaitAsync(hangLimit);
                break;
            default:
                await StartAsync(silos.Length);
                break;
        }
    }

    private async Task StartAsync(int running)
    {
        if (running < MostSilos)
        {
            await startSilo();
        }
    }

    private InProcessSiloHandle[] Shuffled()
    {
        var silos = cluster.Silos.ToArray();
        _random.Shuffle(silos);
        return silos;
    }

    private Task PauseAsync() => Task.Delay(_random.Next(20, 120));
}
