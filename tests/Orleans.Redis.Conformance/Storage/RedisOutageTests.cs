using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Conformance.Storage;
using Orleans.Hosting;
using Orleans.Persistence;
using Orleans.Redis.Conformance.Shared;
using Orleans.Storage;

namespace Orleans.Redis.Conformance.Storage;

/// <summary>A cluster that has everything in Redis, whose server dies and comes back with its data.</summary>
public sealed class RedisOutageTests : IAsyncLifetime
{
    private readonly RedisServer _server = new();
    private RedisHosts _hosts = null!;
    private IHost _silo = null!;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        _hosts = new RedisHosts(_server);
        _silo = await _hosts.StartSiloAsync(Configure);
    }

    public async Task DisposeAsync()
    {
        await _hosts.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Writes_fail_while_redis_is_away_and_work_again_after()
    {
        var (written, waiting) = (Grain(), Grain());
        await written.Set(1, write: true);
        await waiting.Set(1, write: true);
        await _server.KillAsync(keepData: true);

        // What is in memory needs no Redis.
        await written.Set(2, write: false);
        Assert.Equal("RedisStorageException", (await Assert.ThrowsAnyAsync<Exception>(() => written.Set(3, write: true).Soon())).GetType().Name);
        Assert.Equal(3, (await written.View()).Number);
        await Assert.ThrowsAnyAsync<Exception>(() => Grain().View().Soon());

        await _server.StartAsync();
        await UntilWorks(() => written.Set(4, write: true));
        await waiting.Set(5, write: true);

        Assert.Equal(4, await StoredNumber(written));
        Assert.Equal(5, await StoredNumber(waiting));

        // The directory and the other storage have connections of their own, which come back when they do.
        await UntilWorks(() => Grain().Set(6, write: true));
    }

    [Fact]
    public async Task A_write_times_out_while_redis_hangs()
    {
        // Both keep the state under one key. The patient one writes while Redis answers: a first write can take long.
        var hurried = _silo.Services.GetRequiredKeyedService<IGrainStorage>("hurried");
        var patient = _silo.Services.GetRequiredService<IGrainStorage>();
        var (grainId, state) = (Grain().GetGrainId(), new GrainState<StoredState>(new StoredState { Number = 1 }));
        await patient.WriteStateAsync("state", grainId, state);
        await _server.HangAsync();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => hurried.WriteStateAsync("state", grainId, new GrainState<StoredState>(new StoredState { Number = 2 }, state.ETag)).Soon());

        await _server.ResumeAsync();
        Assert.Equal("RedisStorageException", exception.GetType().Name);
        await UntilWorks(() => patient.ReadStateAsync("state", grainId, state));

        // Whether it was written is not known; that it was not written over is.
        Assert.InRange(state.State!.Number, 1, 2);
        state.State.Number = 3;
        await patient.WriteStateAsync("state", grainId, state);
    }

    [Fact]
    public async Task The_membership_table_comes_back_and_silos_can_join()
    {
        var table = _silo.Services.GetRequiredService<IMembershipTable>();
        var before = await table.ReadAll();
        await _server.KillAsync(keepData: true);

        await Assert.ThrowsAnyAsync<Exception>(() => table.ReadAll().Soon());

        await _server.StartAsync();
        await UntilWorks(table.ReadAll);
        Assert.Equal(before.Version.Version, (await table.ReadAll()).Version.Version);
        await UntilWorks(() => Grain().View());
        var second = await _hosts.StartSiloAsync(Configure);
        await RedisHosts.UntilSeen(_silo, second);
        var grain = Grain();
        await Placed.On(RedisHosts.AddressOf(second), () => grain.Set(7, write: true));
        Assert.Equal(7, await StoredNumber(grain));
    }

    /// <summary>Nothing outside of the client announces that it is connected again.</summary>
    private static Task UntilWorks(Func<Task> operation) => Patience.Until(async () =>
    {
        try
        {
            await operation();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    });

    private void Configure(ISiloBuilder silo) => silo
        .AddRedisGrainStorageAsDefault((RedisStorageOptions options) => options.ConfigurationOptions = _server.Options)
        .AddRedisGrainStorage("named", (RedisStorageOptions options) => options.ConfigurationOptions = _server.Options)
        .AddRedisGrainStorage("hurried", (RedisStorageOptions options) =>
        {
            options.ConfigurationOptions = _server.Options;
            options.ConfigurationOptions.SyncTimeout = 300;
        })
        .UseRedisGrainDirectoryAsDefault((RedisGrainDirectoryOptions options) => options.ConfigurationOptions = _server.Options);

    private IStateGrain Grain() => RedisHosts.FactoryOf(_silo).GetGrain<IStateGrain>(Names.New());

    private async Task<int> StoredNumber(IStateGrain grain)
    {
        var state = new GrainState<StoredState>();
        await _silo.Services.GetRequiredService<IGrainStorage>().ReadStateAsync("main", grain.GetGrainId(), state);
        return state.State!.Number;
    }
}
