using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Conformance.Storage;

/// <summary>Memory storage, as a storage provider of its own.</summary>
public sealed class GrainStorageTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private readonly GrainId _grainId = GrainId.Create("some-type", Names.New());

    private IGrainStorage Storage => fixture.Cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("named");

    [Fact]
    public async Task What_is_missing_reads_as_a_new_state()
    {
        var state = new GrainState<StoredState>(new StoredState { Number = 5 }, "some etag") { RecordExists = true };

        await Storage.ReadStateAsync("state", _grainId, state);

        Assert.Equal(0, state.State!.Number);
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Of_many_writers_with_one_etag_one_succeeds()
    {
        var first = new GrainState<StoredState>(new StoredState());
        await Storage.WriteStateAsync("state", _grainId, first);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(async number =>
        {
            try
            {
                await Storage.WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState { Number = number }, first.ETag));
                return number;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        var winner = Assert.Single(outcomes, static number => number != 0);
        await Storage.ReadStateAsync("state", _grainId, first);
        Assert.Equal(winner, first.State!.Number);
    }

    [Fact]
    public async Task A_second_first_write_is_a_conflict()
    {
        await Storage.WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState()));

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState())));
    }

    [Fact]
    public async Task Clearing_with_an_old_etag_is_a_conflict()
    {
        var state = new GrainState<StoredState>(new StoredState { Number = 1 });
        await Storage.WriteStateAsync("state", _grainId, state);
        var old = new GrainState<StoredState>(new StoredState(), state.ETag);
        await Storage.WriteStateAsync("state", _grainId, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("state", _grainId, old));

        await Storage.ReadStateAsync("state", _grainId, state);
        Assert.Equal(1, state.State!.Number);
    }

    [Fact]
    public void The_default_storage_needs_no_name()
    {
        var services = fixture.Cluster.Silos[0].ServiceProvider;

        Assert.Same(services.GetRequiredKeyedService<IGrainStorage>("Default"), services.GetRequiredService<IGrainStorage>());
        Assert.Null(services.GetKeyedService<IGrainStorage>("no such storage"));
    }
}
