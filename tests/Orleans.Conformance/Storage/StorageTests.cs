using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Conformance.Storage;

public sealed class StorageTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_grain_without_a_record_starts_with_a_new_state()
    {
        var view = await Grain().View();

        Assert.Equal(new StateView(0, false, null), view);
    }

    [Fact]
    public async Task What_was_written_is_there_in_the_next_activation()
    {
        var grain = Grain();
        await grain.Set(5, write: true);
        var before = await grain.View();

        await fixture.Cluster.DeactivateAsync(grain);

        Assert.Equal(5, before.Number);
        Assert.True(before.Exists);
        Assert.NotNull(before.Etag);
        Assert.Equal(before, await grain.View());
    }

    [Fact]
    public async Task What_was_not_written_is_lost()
    {
        var grain = Grain();
        await grain.Set(5, write: false);
        Assert.Equal(5, (await grain.View()).Number);

        await fixture.Cluster.DeactivateAsync(grain);

        Assert.Equal(0, (await grain.View()).Number);
    }

    [Fact]
    public async Task Reading_again_drops_changes()
    {
        var grain = Grain();
        await grain.Set(5, write: true);
        await grain.Set(6, write: false);

        await grain.Read();

        Assert.Equal(5, (await grain.View()).Number);
    }

    [Fact]
    public async Task Every_write_changes_the_etag()
    {
        var grain = Grain();
        await grain.Set(1, write: true);
        var first = await grain.View();
        await grain.Set(1, write: true);

        Assert.NotEqual(first.Etag, (await grain.View()).Etag);
    }

    [Fact]
    public async Task Clearing_removes_the_record()
    {
        var grain = Grain();
        await grain.Set(5, write: true);

        await grain.Clear();

        Assert.False((await grain.View()).Exists);
        Assert.Equal(0, (await grain.View()).Number);
        await grain.Set(6, write: true);
        await fixture.Cluster.DeactivateAsync(grain);
        Assert.Equal(6, (await grain.View()).Number);
    }

    [Fact]
    public async Task States_of_one_grain_are_kept_apart()
    {
        var grain = Grain();
        await grain.Set(1, write: true);
        await grain.SetOther(2);

        await fixture.Cluster.DeactivateAsync(grain);

        Assert.Equal(1, (await grain.View()).Number);
        Assert.Equal(2, await grain.GetOther());
    }

    [Fact]
    public async Task Writes_that_are_not_awaited_one_by_one_end_with_the_last_value()
    {
        var grain = Grain();

        await grain.WriteMany(50);
        await fixture.Cluster.DeactivateAsync(grain);

        Assert.Equal(50, (await grain.View()).Number);
    }

    [Fact]
    public async Task A_grain_can_have_its_state_from_its_base_class()
    {
        var grain = fixture.Client.GetGrain<IClassicStateGrain>(Names.New());
        Assert.Equal(0, await grain.Get());

        await grain.Set(9);
        await fixture.Cluster.DeactivateAsync(grain);

        Assert.Equal(9, await grain.Get());
        await grain.Clear();
        await fixture.Cluster.DeactivateAsync(grain);
        Assert.Equal(0, await grain.Get());
    }

    [Fact]
    public async Task A_grain_with_state_from_its_base_class_can_name_its_storage()
    {
        var key = Names.New();
        RecordingStorage.Of(key).Gate.SetResult();

        await fixture.Client.GetGrain<IProviderStateGrain>(key).Set(3);

        Assert.Equal(["read", "write 3"], RecordingStorage.Of(key).Operations);
        Assert.Equal(["state"], RecordingStorage.Of(key).StateNames);
    }

    [Fact]
    public async Task A_storage_that_is_not_configured_fails_the_activation()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(fixture.FactoryOf(0).GetGrain<IUnknownStorageGrain>(Names.New()).Get);

        while (exception is not (BadProviderConfigException or null))
        {
            exception = exception.InnerException;
        }

        Assert.NotNull(exception);
    }

    [Fact]
    public async Task A_conflict_reaches_the_caller_and_ends_the_activation()
    {
        var key = Names.New();
        var grain = fixture.Client.GetGrain<IConflictGrain>(key);
        var first = await grain.Activation();
        ConflictingStorage.Conflicts[key] = true;

        var exception = await Assert.ThrowsAsync<InconsistentStateException>(grain.Write);

        Assert.Equal("stored", exception.StoredEtag);
        Assert.Equal("current", exception.CurrentEtag);
        await Patience.Until(async () => await grain.Activation() != first);
    }

    private IStateGrain Grain() => fixture.Client.GetGrain<IStateGrain>(Names.New());
}
