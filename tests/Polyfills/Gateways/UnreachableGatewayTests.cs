using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Polyfills.Clients;
using Orleans.Polyfills.Frames;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Gateways;

/// <summary>Two gateways say that they have a client, and neither can be reached: each is the other's alternative.</summary>
public sealed class UnreachableGatewayTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly GrainId _client = LiveSilo.NewClient();
    private readonly SiloAddress _first = LiveSilo.NewSilo();
    private readonly UnsentLog _unsent = new();
    private InProcessTestCluster _cluster = null!;

    private IServiceProvider Silo => _cluster.Silos[0].ServiceProvider;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.Services.AddLogging(logging => logging.AddProvider(_unsent).AddFilter<UnsentLog>(UnsentLog.Tells)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        var directory = Silo.GetRequiredService<ClientDirectory>();
        foreach (var gateway in new[] { _first, LiveSilo.NewSilo() })
        {
            await directory.Announce(new ClientAnnouncement(gateway, 1, [_client], []));
        }
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task An_answer_is_given_up()
    {
        Silo.GetRequiredService<SiloRuntime>().ForwardResponse(new Message { Direction = MessageDirection.Response, Id = 7, TargetGrain = _client, TargetSilo = _first });

        Assert.Contains("Response #7", await _unsent.First.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_call_of_an_object_fails()
    {
        var pager = (IPager)(object)Silo.GetRequiredService<GrainReferences>().Create(ClientIds.Object(_client, 1), typeof(IPager));

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => pager.Page("hello").WaitAsync(Patience));
    }

    /// <summary>The messages that a silo has given up.</summary>
    private sealed class UnsentLog : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public static bool Tells(string? category, LogLevel level) => level == LogLevel.Debug && category == typeof(SiloRuntime).FullName;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _first.TrySetResult(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
