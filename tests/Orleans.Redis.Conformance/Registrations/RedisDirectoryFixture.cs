using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Hosting;
using Orleans.Redis.Conformance.Shared;
using StackExchange.Redis;

namespace Orleans.Redis.Conformance.Registrations;

/// <summary>Three silos whose grains are registered in Redis.</summary>
public sealed class RedisDirectoryFixture : RedisFixture
{
    private RedisHosts _hosts = null!;

    public IHost[] Silos { get; private set; } = [];

    /// <summary>The directories of the silos, each with a connection of its own.</summary>
    public IGrainDirectory[] Directories => Array.ConvertAll(Silos, static silo => silo.Services.GetRequiredKeyedService<IGrainDirectory>(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY));

    public IGrainDirectory ExpiringDirectory => Silos[0].Services.GetRequiredKeyedService<IGrainDirectory>("expiring");

    public RedisKey KeyOf(Runtime.GrainId grainId) => $"{_hosts.ClusterId}/directory/{grainId}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _hosts = new RedisHosts(Server);
        Silos = await _hosts.StartSilosAsync(3, silo => silo
            .UseRedisGrainDirectoryAsDefault((RedisGrainDirectoryOptions options) => options.ConfigurationOptions = Server.Options)
            .AddRedisGrainDirectory("expiring", (RedisGrainDirectoryOptions options) =>
            {
                options.ConfigurationOptions = Server.Options;
                options.EntryExpiry = TimeSpan.FromMinutes(10);
            }));
        await RedisHosts.UntilSeen(Silos);
    }

    public override async Task DisposeAsync()
    {
        await _hosts.DisposeAsync();
        await base.DisposeAsync();
    }
}
