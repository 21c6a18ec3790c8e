using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Storage;
using Orleans.Runtime;
using Orleans.Storage;
using StackExchange.Redis;

namespace Orleans.Redis.Conformance.Storage;

public sealed class RedisStorageTests(RedisStorageFixture fixture) : IClassFixture<RedisStorageFixture>
{
    private readonly GrainId _grainId = GrainId.Create("some-type", Names.New());

    private IDatabase Database => fixture.Database;

    [Fact]
    public async Task A_state_is_a_hash_of_its_etag_and_its_json()
    {
        var grain = Grain();
        await grain.Set(5, write: true);

        var fields = await Fields(fixture.KeyOf(grain.GetGrainId(), "main"));

        Assert.Equal(new HashSet<string> { "etag", "data" }, [.. fields.Keys]);
        Assert.Equal((await grain.View()).Etag, fields["etag"]);
        Assert.True(Guid.TryParseExact(fields["etag"], "N", out _));
        using var json = JsonDocument.Parse(fields["data"]);
        Assert.Equal(5, json.RootElement.GetProperty("Number").GetInt32());
    }

    [Fact]
    public async Task What_was_written_is_there_in_the_next_activation()
    {
        var grain = Grain();
        await grain.Set(5, write: true);
        var before = await grain.View();
        await grain.Set(6, write: false);

        await grain.End();

        await Patience.Until(async () => await grain.View() == before);
        Assert.True(before.Exists);
    }

    [Fact]
    public async Task A_record_that_another_program_wrote_is_read()
    {
        var grain = Grain();
        await Database.HashSetAsync(fixture.KeyOf(grain.GetGrainId(), "main"), [new HashEntry("etag", "some etag"), new HashEntry("data", "{\"Number\":7}")]);

        Assert.Equal(new StateView(7, true, "some etag"), await grain.View());

        await grain.Set(8, write: true);
        Assert.NotEqual("some etag", (await grain.View()).Etag);
    }

    [Fact]
    public async Task A_rich_state_comes_back_as_it_was()
    {
        var state = RichState.Create(Grain());
        var written = new GrainState<RichState>(state);
        await fixture.Storage().WriteStateAsync("rich", _grainId, written);

        var read = new GrainState<RichState>();
        await fixture.Storage().ReadStateAsync("rich", _grainId, read);

        RichState.AssertEqual(state, read.State!);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(read.RecordExists);
    }

    [Fact]
    public async Task What_is_missing_reads_as_a_new_state()
    {
        var state = new GrainState<StoredState>(new StoredState { Number = 5 }, "some etag") { RecordExists = true };

        await fixture.Storage().ReadStateAsync("state", _grainId, state);

        Assert.Equal(0, state.State!.Number);
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Clearing_leaves_a_new_etag_and_no_data()
    {
        var grain = Grain();
        await grain.Set(5, write: true);
        var before = await grain.View();

        await grain.Clear();

        var after = await grain.View();
        var fields = await Fields(fixture.KeyOf(grain.GetGrainId(), "main"));
        Assert.Equal(0, after.Number);
        Assert.False(after.Exists);
        Assert.Equal(string.Empty, fields["data"]);
        Assert.NotEqual(before.Etag, fields["etag"]);
        var read = new GrainState<StoredState>();
        await fixture.Storage().ReadStateAsync("main", grain.GetGrainId(), read);
        Assert.False(read.RecordExists);
        Assert.Equal(0, read.State!.Number);
        await grain.Set(6, write: true);
        Assert.True((await grain.View()).Exists);
    }

    [Fact]
    public async Task Clearing_deletes_the_record_where_that_is_set()
    {
        var state = new GrainState<StoredState>(new StoredState { Number = 5 });
        await fixture.Storage("named").WriteStateAsync("state", _grainId, state);

        await fixture.Storage("named").ClearStateAsync("state", _grainId, state);

        Assert.False(await Database.KeyExistsAsync(fixture.KeyOf(_grainId, "state")));
        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
        Assert.Equal(0, state.State!.Number);
        await fixture.Storage("named").WriteStateAsync("state", _grainId, state);
        Assert.True(state.RecordExists);
    }

    [Fact]
    public async Task A_changed_record_is_a_conflict_and_ends_the_activation()
    {
        var grain = Grain();
        await grain.Set(5, write: true);
        await Database.HashSetAsync(fixture.KeyOf(grain.GetGrainId(), "main"), "etag", "another");

        var exception = await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Set(6, write: true));

        Assert.NotEmpty(exception.Message);
        await Patience.Until(async () => await grain.View() == new StateView(5, true, "another"));
    }

    [Theory]
    [InlineData("Default")]
    [InlineData("named")]
    public async Task Clearing_with_an_old_etag_is_a_conflict(string storage)
    {
        var state = new GrainState<StoredState>(new StoredState { Number = 5 });
        await fixture.Storage(storage).WriteStateAsync("state", _grainId, state);
        var old = new GrainState<StoredState>(new StoredState(), state.ETag);
        await fixture.Storage(storage).WriteStateAsync("state", _grainId, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => fixture.Storage(storage).ClearStateAsync("state", _grainId, old));

        await fixture.Storage(storage).ReadStateAsync("state", _grainId, state);
        Assert.Equal(5, state.State!.Number);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_many_writers_with_one_etag_one_succeeds(bool isThereARecord)
    {
        var first = new GrainState<StoredState>(new StoredState());
        if (isThereARecord)
        {
            await fixture.Storage().WriteStateAsync("state", _grainId, first);
        }

        // By two providers, and so on two connections.
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 50).Select(number => TryWriteAsync(number % 2 == 0 ? "Default" : "named", number, first.ETag)));

        var winner = Assert.Single(outcomes, static number => number != 0);
        await fixture.Storage().ReadStateAsync("state", _grainId, first);
        Assert.Equal(winner, first.State!.Number);
    }

    [Fact]
    public async Task Many_grains_write_at_once()
    {
        var grains = Enumerable.Range(1, 300).Select(number => (Number: number, Grain: Grain())).ToArray();

        await Task.WhenAll(grains.Select(static entry => entry.Grain.Set(entry.Number, write: true))).Soon();

        foreach (var (number, grain) in grains)
        {
            Assert.Contains($"\"Number\":{number}", (string)(await Database.HashGetAsync(fixture.KeyOf(grain.GetGrainId(), "main"), "data"))!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Records_expire_where_that_is_set()
    {
        await fixture.Storage("expiring").WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState()));
        await fixture.Storage().WriteStateAsync("lasting", _grainId, new GrainState<StoredState>(new StoredState()));

        Assert.InRange((await Database.KeyTimeToLiveAsync(fixture.KeyOf(_grainId, "state")))!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        Assert.Null(await Database.KeyTimeToLiveAsync(fixture.KeyOf(_grainId, "lasting")));
    }

    [Fact]
    public async Task Keys_can_be_chosen()
    {
        await fixture.Storage("keyed").WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState()));
        await fixture.Storage("without type").WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState()));

        Assert.True(await Database.KeyExistsAsync($"state of {_grainId}"));
        Assert.True(await Database.KeyExistsAsync($"{fixture.ServiceId}/state/{_grainId.Key}/state"));
    }

    [Fact]
    public async Task The_serializer_can_be_chosen()
    {
        await fixture.Storage("binary").WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState { Number = 5 }));

        var read = new GrainState<StoredState>();
        await fixture.Storage("binary").ReadStateAsync("state", _grainId, read);

        Assert.Equal(5, read.State!.Number);
        await Assert.ThrowsAnyAsync<Exception>(() => fixture.Storage().ReadStateAsync("state", _grainId, new GrainState<StoredState>()));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"Number\":")]
    [InlineData("{\"Number\":\"many\"}")]
    [InlineData("[[[[")]
    public async Task A_record_that_makes_no_sense_fails_its_grain_until_it_is_gone(string data)
    {
        var grain = Grain();
        var key = fixture.KeyOf(grain.GetGrainId(), "main");
        await Database.HashSetAsync(key, [new HashEntry("etag", "some etag"), new HashEntry("data", data)]);

        await Assert.ThrowsAnyAsync<Exception>(() => grain.View().Soon());

        Assert.Equal(0, (await Grain().View()).Number);
        await Database.KeyDeleteAsync(key);
        Assert.Equal(new StateView(0, false, null), await grain.View());
    }

    [Fact]
    public async Task A_key_that_is_of_another_type_is_an_error_and_stays_as_it_is()
    {
        await Database.StringSetAsync(fixture.KeyOf(_grainId, "state"), "taken");
        var state = new GrainState<StoredState>(new StoredState());

        foreach (var operation in new Func<Task>[]
        {
            () => fixture.Storage().ReadStateAsync("state", _grainId, state),
            () => fixture.Storage().WriteStateAsync("state", _grainId, state),
            () => fixture.Storage().ClearStateAsync("state", _grainId, state),
        })
        {
            // By its name alone: the namespace is not one that tests should depend on.
            Assert.Equal("RedisStorageException", (await Assert.ThrowsAnyAsync<Exception>(operation)).GetType().Name);
        }

        Assert.Equal("taken", await Database.StringGetAsync(fixture.KeyOf(_grainId, "state")));
    }

    private IStateGrain Grain() => fixture.Client.Services.GetRequiredService<IClusterClient>().GetGrain<IStateGrain>(Names.New());

    private async Task<Dictionary<string, string>> Fields(RedisKey key) =>
        (await Database.HashGetAllAsync(key)).ToDictionary(static field => (string)field.Name!, static field => (string)field.Value!);

    private async Task<int> TryWriteAsync(string storage, int number, string? etag)
    {
        try
        {
            await fixture.Storage(storage).WriteStateAsync("state", _grainId, new GrainState<StoredState>(new StoredState { Number = number }, etag));
            return number;
        }
        catch (InconsistentStateException)
        {
            return 0;
        }
    }
}
