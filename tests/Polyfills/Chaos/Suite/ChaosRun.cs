using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Hosting;
using Orleans.Polyfill;
using Orleans.Runtime;
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
    private const int AddedSilos = 2;
    private const int Grains = 24;
    private const int CallersPerOrigin = 4;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(900);

    // Far above anything but a hang, on a machine that does much else.
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(20);

    private readonly int _seed;
    private readonly double _requestDuplication;
    private readonly FaultProfile _profile;
    private readonly FastClock _clock = new(Speed);
    private readonly CancellationTokenSource _stopCallers = new();
    private readonly ConcurrentQueue<Task> _callers = new();
    private readonly string[] _keys = [.. Enumerable.Range(0, Grains).Select(static number => string.Create(CultureInfo.InvariantCulture, $"g{number}"))];
    private readonly MembershipStory _membership = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private InProcessTestCluster _cluster = null!;
    private ClusterChaos _chaos = null!;
    private int _origins;
    private int _lateDeaths;

    /// <param name="seed">Decides everything that is not up to the scheduler.</param>
    /// <param name="requestDuplication">The share of messages that arrive twice, requests among them: the runtime cannot keep its promise then.</param>
    /// <param name="lateDeaths">How many silos are declared dead after the faults.</param>
    public ChaosRun(int seed, double requestDuplication = 0, int lateDeaths = 0)
    {
        _seed = seed;
        _requestDuplication = requestDuplication;
        _lateDeaths = lateDeaths;
        _profile = (FaultProfile)(seed % Enum.GetValues<FaultProfile>().Length);
    }

    public Ledger Ledger { get; } = new();

    private bool UsesSockets => _seed % 3 == 0;

    private bool LosesRegistrations => _seed % 4 < 2;

    /// <summary>What the cluster did, to find out what went wrong.</summary>
    public string Story => $"{_cluster?.GetLog()}{_membership}{string.Join(Environment.NewLine, _chaos?.FatalErrors ?? [])}";

    public async Task RunAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo));
        builder.ConfigureClient(client =>
        {
            Configure(client.Services);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        });
        _chaos = builder.UseChaos(new ChaosOptions { Seed = _seed });
        _cluster = builder.Build();
        try
        {
            await _cluster.DeployAsync().WaitAsync(HangLimit);
            StartCallers(_cluster.Client);
            StartCallers(_cluster.Silos[0].Factory());
            await Task.WhenAll(Enumerable.Range(0, AddedSilos).Select(_ => StartSiloAsync()));
            await new FaultScript(_seed, _profile, _requestDuplication, _cluster, _chaos, StartSiloAsync, HangLimit).RunAsync(Duration);
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
        $"seed {_seed} ({_profile}{(UsesSockets ? ", sockets" : string.Empty)}{(LosesRegistrations ? ", default directory" : string.Empty)}): {Stopwatch.GetElapsedTime(_started).TotalSeconds:0.0} s, {_checked.Length} silos at the end, {Ledger}; {_chaos?.Counts}");

    private void Configure(ISiloBuilder silo)
    {
        Configure(silo.Services);
        silo.Services.AddSingleton(Ledger);
        silo.Services.AddLogging(logging => logging.AddProvider(_membership).AddFilter<MembershipStory>(MembershipStory.Tells));
        if (LosesRegistrations)
        {
            silo.Services.RemoveAllKeyed<IGrainDirectory>(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY);
        }

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
            options.ProbeTimeout = TimeSpan.FromSeconds(4);
            options.MinProbeTimeout = TimeSpan.FromSeconds(3);
            options.MaxProbeTimeout = TimeSpan.FromSeconds(8);
            options.NumMissedProbesLimit = 2;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.EnableConnectionLivenessCheck = false;
        });
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(_clock);
        if (UsesSockets)
        {
            services.AddSingleton<ITransport, TcpTransport>();
        }
    }

    private async Task StartSiloAsync()
    {
        var deaths = _chaos.FatalErrors.Count;
        try
        {
            StartCallers((await _cluster.StartAdditionalSiloAsync().WaitAsync(HangLimit)).Factory());
        }
        catch (Exception exception) when (exception is not TimeoutException && _chaos.FatalErrors.Count > deaths)
        {
            // The others took it for dead before it had started: it could not be otherwise, then, than that it fails.
            Ledger.Fail(exception);
        }
    }
}
