using Microsoft.Extensions.Hosting;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Persistence;
using Orleans.Runtime;

namespace Orleans.Redis.Conformance.Shared;

public sealed class ConfigurationTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly RedisHosts _hosts = new(redis.Server);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task Clustering_needs_connection_options() =>
        await AssertRefused(static silo => silo.UseRedisClustering(static options => options.ConfigurationOptions = null));

    [Fact]
    public async Task Storage_needs_connection_options() => await AssertRefused(static silo => silo.AddRedisGrainStorage("some", static (RedisStorageOptions _) => { }));

    [Fact]
    public async Task A_directory_needs_connection_options() =>
        await AssertRefused(static silo => silo.AddRedisGrainDirectory("some", static (RedisGrainDirectoryOptions _) => { }));

    [Fact]
    public async Task Connection_options_are_needed_even_where_the_connection_is_made_elsewhere() => await AssertRefused(static silo => silo.AddRedisGrainStorage(
        "some",
        static (RedisStorageOptions options) => options.CreateMultiplexer = static _ => throw new NotSupportedException("Not reached.")));

    [Fact]
    public async Task A_silo_does_not_start_without_its_redis()
    {
        var silo = _hosts.CreateSilo(static silo => silo.AddRedisGrainStorageAsDefault(static options =>
        {
            options.ConfigurationOptions = StackExchange.Redis.ConfigurationOptions.Parse("127.0.0.1:1,abortConnect=true,connectTimeout=500,connectRetry=1");
        }));

        await Assert.ThrowsAnyAsync<Exception>(() => silo.StartAsync().Soon());
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        var storage = new RedisStorageOptions();

        Assert.False(storage.DeleteStateOnClear);
        Assert.Equal(10000, storage.InitStage);
        Assert.Null(storage.EntryExpiry);
        Assert.Null(storage.GetStorageKey);
        Assert.Null(storage.ConfigurationOptions);
        Assert.Null(new RedisClusteringOptions().EntryExpiry);
        Assert.Null(new RedisGrainDirectoryOptions().EntryExpiry);
    }

    private async Task AssertRefused(Action<ISiloBuilder> configure)
    {
        var silo = _hosts.CreateSilo(configure);

        await Assert.ThrowsAsync<OrleansConfigurationException>(() => silo.StartAsync());
    }
}
