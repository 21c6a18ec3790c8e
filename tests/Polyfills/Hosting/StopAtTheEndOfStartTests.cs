using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Orleans.Polyfills.Hosting;

public sealed class StopAtTheEndOfStartTests
{
    private const int Rounds = 3_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_silo_that_is_stopped_as_its_start_ends_does_not_stay()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var stage = new EndingStage();
            var details = new LocalSiloDetails("silo", SiloAddress.New(System.Net.IPAddress.Loopback, 1, round));
            await using var services = new ServiceCollection()
                .AddSingleton<ILocalSiloDetails>(details)
                .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(stage)
                .AddSingleton<Silo>()
                .BuildServiceProvider();
            var service = new SiloHostedService(services, new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance), details, NullLogger<SiloHostedService>.Instance);
            var starting = service.StartAsync(CancellationToken.None);
            using var both = new Barrier(2);

            var ending = Task.Run(() =>
            {
                both.SignalAndWait(Patience);
                stage.EndStart();
            });
            both.SignalAndWait(Patience);
            await service.StopAsync(CancellationToken.None).WaitAsync(Patience);
            await ending;
            await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

            Assert.True(stage.HasStopped);
        }
    }

    private sealed class EndingStage : ILifecycleParticipant<ISiloLifecycle>
    {
        // Who ends it goes on with the start.
        private readonly TaskCompletionSource _end = new();

        public bool HasStopped { get; private set; }

        public void EndStart() => _end.SetResult();

        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(EndingStage), ServiceLifecycleStage.Active, _ => _end.Task, _ =>
        {
            HasStopped = true;
            return Task.CompletedTask;
        });
    }
}
