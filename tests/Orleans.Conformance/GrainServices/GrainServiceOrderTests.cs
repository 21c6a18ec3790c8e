using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Lifecycle;
using Orleans.Hosting;

namespace Orleans.Conformance.GrainServices;

public sealed class GrainServiceOrderTests
{
    [Fact]
    public async Task A_service_is_initialized_before_the_silo_is_active_started_after_that_and_stopped_first()
    {
        var events = new ServiceEvents();
        var builder = LocalHost.CreateBuilder(out _);
        builder.UseOrleans(silo => silo
            .AddGrainService<LedgerService>()
            .ConfigureServices(services =>
            {
                services.AddSingleton(events).AddSingleton<ILedgerClient, LedgerClient>();
                foreach (var stage in new[] { ServiceLifecycleStage.RuntimeGrainServices - 1, ServiceLifecycleStage.AfterRuntimeGrainServices + 1, ServiceLifecycleStage.BecomeActive - 1, ServiceLifecycleStage.Active + 1 })
                {
                    services.AddSingleton<ILifecycleParticipant<Runtime.ISiloLifecycle>>(new Participant(stage, _ => Add($"up {stage}"), _ => Add($"down {stage}")));
                }
            }));

        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        Assert.Equal(
            [
                "up 7999", "init True", "up 8101", "up 19998", "start", "up 20001",
                "down 20001", "stop", "stopped True", "down 19998", "down 8101", "down 7999",
            ],
            ServiceEvents.WithoutRanges(events.All()));

        Task Add(string name)
        {
            events.Add(name);
            return Task.CompletedTask;
        }
    }
}
