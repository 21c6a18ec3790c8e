using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Persistence;
using Orleans.Redis.Conformance.Shared;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using StackExchange.Redis;

namespace Orleans.Redis.Conformance.Storage;

/// <summary>One silo with a Redis storage of each kind.</summary>
public sealed class RedisStorageFixture : RedisFixture
{
    private RedisHosts _hosts = null!;

    public IHost Silo { get; private set; } = null!;

    public IHost Client { get; private set; } = null!;

    public string ServiceId => _hosts.ServiceId;

    public IGrainStorage Storage(string name = "Default") => Silo.Services.GetRequiredKeyedService<IGrainStorage>(name);

    public RedisKey KeyOf(GrainId grainId, string stateName) => $"{ServiceId}/state/{grainId}/{stateName}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _hosts = new RedisHosts(Server);
        Silo = await _hosts.StartSiloAsync(silo => silo
            .AddRedisGrainStorageAsDefault(Connect)
            .AddRedisGrainStorage("named", options =>
            {
                Connect(options);
                options.DeleteStateOnClear = true;
            })
            .AddRedisGrainStorage("expiring", options =>
            {
                Connect(options);
                options.EntryExpiry = TimeSpan.FromMinutes(10);
            })
            .AddRedisGrainStorage("keyed", options =>
            {
                Connect(options);
                options.GetStorageKey = static (stateName, grainId) => $"{stateName} of {grainId}";
            })
            .AddRedisGrainStorage("without type", options => options.Configure(Connect).UseGetRedisKeyIgnoringGrainType())
            .AddRedisGrainStorage("binary", options => options.Configure<Serializer>((storage, serializer) =>
            {
                Connect(storage);
                storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            })));
        Client = await _hosts.StartClientAsync();
    }

    public override async Task DisposeAsync()
    {
        await _hosts.DisposeAsync();
        await base.DisposeAsync();
    }

    private void Connect(RedisStorageOptions options) => options.ConfigurationOptions = Server.Options;
}
