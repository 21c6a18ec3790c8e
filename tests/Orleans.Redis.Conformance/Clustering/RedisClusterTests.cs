using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Redis.Conformance.Registrations;
using Orleans.Redis.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Redis.Conformance.Clustering;

public sealed class RedisClusterTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly RedisHosts _hosts = new(redis.Server);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task Silos_that_start_together_form_a_cluster()
    {
        var silos = await _hosts.StartSilosAsync(3);

        await RedisHosts.UntilSeen(silos);

        var data = await Table(silos[0]).ReadAll();
        Assert.All(silos, silo => Assert.Equal(SiloStatus.Active, data.TryGet(RedisHosts.AddressOf(silo))!.Item1.Status));
        Assert.Equal(3, data.Members.Count);
    }

    [Fact]
    public async Task A_client_finds_its_gateways_in_redis()
    {
        var silos = await _hosts.StartSilosAsync(2);
        await RedisHosts.UntilSeen(silos);

        var client = await _hosts.StartClientAsync();

        var gateways = await client.Services.GetRequiredService<IGatewayListProvider>().GetGateways();
        var expected = silos.Select(static silo => silo.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint.Port).Order();
        Assert.Equal(expected, gateways.Select(static gateway => gateway.Port).Order());
        for (var i = 0; i < 10; i++)
        {
            var grain = RedisHosts.FactoryOf(client).GetGrain<IAddressGrain>(Names.New());
            await grain.Remember(i);
            Assert.Equal(i, await grain.Remembered());
        }
    }

    [Fact]
    public async Task A_stopped_silo_is_dead_in_the_table_and_its_gateway_is_gone()
    {
        var silos = await _hosts.StartSilosAsync(2);
        await RedisHosts.UntilSeen(silos);
        var client = await _hosts.StartClientAsync();
        var stopped = RedisHosts.AddressOf(silos[1]);

        await _hosts.StopAsync(silos[1]);

        await RedisHosts.UntilSeen(silos[0]);
        Assert.Equal(SiloStatus.Dead, (await Table(silos[0]).ReadAll()).TryGet(stopped)!.Item1.Status);
        Assert.Single(await client.Services.GetRequiredService<IGatewayListProvider>().GetGateways());
    }

    [Fact]
    public async Task A_silo_that_starts_later_joins_and_is_used()
    {
        var first = await _hosts.StartSiloAsync();
        var second = await _hosts.StartSiloAsync();
        await RedisHosts.UntilSeen(first, second);
        var grain = RedisHosts.FactoryOf(first).GetGrain<IAddressGrain>(Names.New());

        await Placed.On(RedisHosts.AddressOf(second), async () => Assert.Equal(RedisHosts.AddressOf(second), await grain.Where()));
    }

    [Fact]
    public async Task Clusters_in_one_redis_do_not_see_each_other()
    {
        await using var others = new RedisHosts(redis.Server);
        var one = await _hosts.StartSiloAsync();
        var other = await others.StartSiloAsync();

        await RedisHosts.UntilSeen(one);
        await RedisHosts.UntilSeen(other);
        Assert.Single((await Table(one).ReadAll()).Members);
    }

    [Fact]
    public async Task A_grain_whose_silo_died_without_a_word_to_the_directory_starts_elsewhere()
    {
        var silos = await StartWithDirectoryAsync(2);
        var grain = RedisHosts.FactoryOf(silos[0]).GetGrain<IAddressGrain>(Names.New());
        var (survivor, victim) = (RedisHosts.AddressOf(silos[0]), RedisHosts.AddressOf(silos[1]));
        await Placed.On(victim, () => grain.Where());
        var key = $"{_hosts.ClusterId}/directory/{grain.GetGrainId()}";
        var entry = await redis.Database.StringGetAsync(key);

        await _hosts.StopAsync(silos[1], gracefully: false);
        await RedisHosts.UntilSeen(silos[0]);

        // Whatever the victim still did: as if it had done nothing.
        await redis.Database.StringSetAsync(key, entry);
        Assert.Equal(survivor, await grain.Where().Soon());
        Assert.Contains(survivor.ToParsableString(), (string)(await redis.Database.StringGetAsync(key))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_grains_remember_outlives_other_silos()
    {
        var silos = await StartWithDirectoryAsync(3);
        var grains = Enumerable.Range(0, 60).Select(number => (Number: number, Grain: RedisHosts.FactoryOf(silos[0]).GetGrain<IAddressGrain>(Names.New()))).ToArray();
        foreach (var (number, grain) in grains)
        {
            await Placed.On(RedisHosts.AddressOf(silos[number % 2]), () => grain.Remember(number));
        }

        var before = await Task.WhenAll(grains.Select(static entry => entry.Grain.Activation()));

        await _hosts.StopAsync(silos[2]);
        await RedisHosts.UntilSeen(silos[0], silos[1]);

        Assert.Equal(before, await Task.WhenAll(grains.Select(static entry => entry.Grain.Activation())));
        Assert.Equal(grains.Select(static entry => entry.Number), await Task.WhenAll(grains.Select(static entry => entry.Grain.Remembered())));
    }

    private static IMembershipTable Table(IHost silo) => silo.Services.GetRequiredService<IMembershipTable>();

    private async Task<IHost[]> StartWithDirectoryAsync(int count)
    {
        var silos = await _hosts.StartSilosAsync(count, silo => silo.UseRedisGrainDirectoryAsDefault(
            (RedisGrainDirectoryOptions options) => options.ConfigurationOptions = redis.Server.Options));
        await RedisHosts.UntilSeen(silos);
        return silos;
    }
}
