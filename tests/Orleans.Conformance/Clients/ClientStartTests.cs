using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Lifecycle;
using Orleans.Conformance.Observers;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.TestingHost;

namespace Orleans.Conformance.Clients;

/// <summary>Clients in hosts of their own, which know one address of a gateway.</summary>
public sealed class ClientStartTests
{
    private static readonly Type[] Unavailable = [typeof(ClientNotAvailableException), typeof(TimeoutException)];

    [Fact]
    public async Task A_client_that_finds_no_gateway_asks_its_filter_whether_to_try_again()
    {
        var asked = new List<Exception>();
        using var client = CreateClient(UnusedPort(), builder => builder.UseConnectionRetryFilter((exception, _) =>
        {
            asked.Add(exception);
            return Task.FromResult(asked.Count < 3);
        }));

        var failure = await Record.ExceptionAsync(() => client.StartAsync().Soon());

        Assert.Equal(3, asked.Count);
        Assert.All(asked, exception => Assert.IsAssignableFrom<ConnectionFailedException>(exception));
        Assert.IsAssignableFrom<ConnectionFailedException>(failure);
    }

    [Fact]
    public async Task A_client_that_is_tried_again_connects_when_a_gateway_is_there()
    {
        var silo = LocalHost.CreateBuilder(out var port);
        using var host = silo.Build();
        using var client = CreateClient(port, builder => builder.UseConnectionRetryFilter(async (_, cancellation) =>
        {
            await host.StartAsync(cancellation);
            return true;
        }));

        await client.StartAsync().Soon();

        Assert.Equal("a", await Grains(client).GetGrain<ICountedGrain>(Names.New()).Run("a"));
        await client.StopAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task One_client_calls_the_object_of_another_until_that_is_gone()
    {
        using var host = LocalHost.CreateBuilder(out var port).Build();
        await host.StartAsync();
        using var first = CreateClient(port);
        using var second = CreateClient(port);
        await first.StartAsync();
        await second.StartAsync();
        var note = new Note();
        var reference = Grains(first).CreateObjectReference<INote>(note);
        var grain = Grains(first).GetGrain<INotingGrain>(Names.New());
        await grain.Keep(reference);

        var received = await Grains(second).GetGrain<INotingGrain>(grain.GetPrimaryKeyString()).Kept();
        Assert.Equal(8, await received.Double(4));
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => received.Fail("no"))).Message);

        await first.StopAsync();

        Assert.Contains(await FailureOf(() => received.DoubleSoon(1)), Unavailable);
        Assert.Contains(await FailureOf(() => Grains(second).GetGrain<INotingGrain>(grain.GetPrimaryKeyString()).DoubleSoon(1)), Unavailable);
        GC.KeepAlive(note);
        await second.StopAsync();
        await host.StopAsync();
    }

    private static async Task<Type?> FailureOf(Func<Task> call) => (await Record.ExceptionAsync(() => call().Soon()))?.GetType();

    private static IGrainFactory Grains(IHost client) => client.Services.GetRequiredService<IClusterClient>();

    private static IHost CreateClient(int gatewayPort, Action<IClientBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gatewayPort);
            configure?.Invoke(client);
        });
        return builder.Build();
    }

    private static int UnusedPort()
    {
        using var ports = new TestClusterPortAllocator();
        return ports.AllocateConsecutivePortPairs(1).Item2;
    }
}
