using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfill;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>
/// One seed: a cluster, callers on all silos and a client, and faults for a while; then calm, in which everything has
/// to come right again.
/// </summary>
internal sealed partial class ChaosRun
{
    // How much faster than real time the silos' and the client's clocks go.
    private const int Speed = 5;
    private const int InitialSilos = 3;
    private const int Grains = 24;
    private const int CallersPerOrigin = 4;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(900);

    // Far above anything but a hang, on a machine that does much else.
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(20);

    private readonly int _seed;
    private readonly FaultProfile _profile;
    private readonly FastClock _clock = new(Speed);
    private readonly CancellationTokenSource _stopCallers = new();
    private readonly List<Task> _callers = [];
    private readonly string[] _keys = [.. Enumerable.Range(0, Grains).Select(static number => string.Create(CultureInfo.InvariantCulture, $"g{number}"))];
    private readonly long _started = Stopwatch.GetTimestamp();
    private InProcessTestCluster _cluster = null!;
    private ClusterChaos _chaos = null!;
    private int _origins;
    private int _survivors;

    public ChaosRun(int seed)
    {
        _seed = seed;
        _profile = (FaultProfile)(seed % Enum.GetValues<FaultProfile>().Length);
    }

    public Ledger Ledger { get; } = new();

    /// <summary>What the cluster did, to find out what went wrong.</summary>
    public string Story => $"{_cluster?.GetLog()}{string.Join(Environment.NewLine, _chaos?.FatalErrors ?? [])}";

    public async Task RunAsync()
    {
        var builder = new InProcessTestClusterBuilder(InitialSilos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo));
        builder.ConfigureClient(client =>
        {
            client.Services.AddSingleton<TimeProvider>(_clock);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        });
        _chaos = builder.UseChaos(new ChaosOptions { Seed = _seed });
        _cluster = builder.Build();
        try
        {
            await _cluster.DeployAsync().WaitAsync(HangLimit);
            await _cluster.WaitForLivenessToStabilizeAsync();
            StartCallers(_cluster.Client);
            foreach (var silo in _cluster.Silos)
            {
                StartCallers(silo.Factory());
            }

            await new FaultScript(_seed, _profile, _cluster, _chaos, StartSiloAsync, HangLimit).RunAsync(Duration);
            await CalmAsync();
        }
        finally
        {
            await _stopCallers.CancelAsync();
            await _cluster.DisposeAsync().AsTask().WaitAsync(HangLimit);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {_seed} ({_profile}): {Stopwatch.GetElapsedTime(_started).TotalSeconds:0.0} s, {_survivors} silos at the end, {Ledger}; {_chaos?.Counts}");

    private void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton(Ledger);
        silo.Services.AddSingleton<TimeProvider>(_clock);
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = ResponseTimeout;
            options.SystemResponseTimeout = ResponseTimeout;
        });
        silo.Configure<ConnectionOptions>(options =>
        {
            options.OpenConnectionTimeout = TimeSpan.FromSeconds(1);
            options.ConnectionRetryDelay = TimeSpan.FromMilliseconds(100);
        });
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(2);
            options.MinProbeTimeout = TimeSpan.FromSeconds(1);
            options.MaxProbeTimeout = TimeSpan.FromSeconds(4);
            options.NumMissedProbesLimit = 2;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.EnableConnectionLivenessCheck = false;
        });
    }

    private async Task<InProcessSiloHandle> StartSiloAsync()
    {
        var silo = await _cluster.StartAdditionalSiloAsync().WaitAsync(HangLimit);
        StartCallers(silo.Factory());
        return silo;
    }
}
