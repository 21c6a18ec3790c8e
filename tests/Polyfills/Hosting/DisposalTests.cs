using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Polyfills.Calls;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Hosting;

public sealed class DisposalTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_silo_whose_host_is_disposed_of_without_a_stop_leaves_its_ports(bool isAsync)
    {
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        var first = await StartAsync(siloPort, gatewayPort);

        if (isAsync)
        {
            await ((IAsyncDisposable)first).DisposeAsync();
        }
        else
        {
            first.Dispose();
        }

        using var second = await StartAsync(siloPort, gatewayPort);
        await second.StopAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_whose_host_is_disposed_of_without_a_stop_leaves_its_gateways_and_its_calls_end(bool isAsync)
    {
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        using var silo = await StartAsync(siloPort, gatewayPort);
        var time = new PeriodicTimers();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort));
        var host = builder.Build();
        await host.StartAsync();
        var key = Signals.New();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISlowGrain>(key);
        var call = grain.Wait();
        await grain.WaitUntilRunning().Soon();

        if (isAsync)
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
        else
        {
            host.Dispose();
        }

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        await Patience.Until(() => silo.Services.GetRequiredService<Gateway>().GetClients().Connected.Count == 0);
        Assert.Equal(0, time.Running);
        await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<ISlowGrain>(key).Release();
        await silo.StopAsync();
    }

    private static async Task<IHost> StartAsync(int siloPort, int gatewayPort)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Counts the timers that go off again and again.</summary>
    private sealed class PeriodicTimers : TimeProvider
    {
        private int _running;

        public int Running => Volatile.Read(ref _running);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = System.CreateTimer(callback, state, dueTime, period);
            if (period == Timeout.InfiniteTimeSpan)
            {
                return timer;
            }

            Interlocked.Increment(ref _running);
            return new Counted(timer, () => Interlocked.Decrement(ref _running));
        }

        private sealed class Counted(ITimer timer, Action onDisposed) : ITimer
        {
            private int _isDisposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                timer.Dispose();
                if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
                {
                    onDisposed();
                }
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
