using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

/// <summary>What the table's contract says of each operation.</summary>
public sealed class InMemoryMembershipTableTests
{
    private readonly InMemoryMembershipTable _table = new();

    [Fact]
    public async Task An_inserted_row_is_there_with_an_etag_of_its_own_and_the_version_that_was_given()
    {
        var before = (await _table.ReadAll()).Version;

        Assert.True(await _table.InsertRow(Rows.Row(1), before.Next()));

        var after = await _table.ReadAll();
        Assert.Equal(before.Version + 1, after.Version.Version);
        Assert.NotEqual(before.VersionEtag, after.Version.VersionEtag);
        Assert.Equal(Rows.Silo(1), Assert.Single(after.Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task A_row_that_exists_is_not_inserted_again()
    {
        await Insert(Rows.Row(1));

        Assert.False(await _table.InsertRow(Rows.Row(1), (await _table.ReadAll()).Version.Next()));
        Assert.Equal(1, (await _table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Writes_on_an_outdated_version_fail_and_leave_nothing()
    {
        var outdated = (await _table.ReadAll()).Version.Next();
        await Insert(Rows.Row(1));
        var (_, etag) = (await _table.ReadRow(Rows.Silo(1))).TryGet(Rows.Silo(1))!;

        Assert.False(await _table.InsertRow(Rows.Row(2), outdated));
        Assert.False(await _table.UpdateRow(Rows.Row(1, SiloStatus.Dead), etag, outdated));
        Assert.Equal(SiloStatus.Active, Assert.Single((await _table.ReadAll()).Members).Item1.Status);
    }

    [Fact]
    public async Task A_row_is_updated_only_by_its_current_etag()
    {
        await Insert(Rows.Row(1));
        var (_, first) = (await _table.ReadRow(Rows.Silo(1))).TryGet(Rows.Silo(1))!;
        Assert.True(await _table.UpdateRow(Rows.Row(1, SiloStatus.ShuttingDown), first, (await _table.ReadAll()).Version.Next()));

        Assert.False(await _table.UpdateRow(Rows.Row(1, SiloStatus.Dead), first, (await _table.ReadAll()).Version.Next()));
        Assert.False(await _table.UpdateRow(Rows.Row(2), first, (await _table.ReadAll()).Version.Next()));
        Assert.Equal(2, (await _table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task IAmAlive_changes_that_and_nothing_else_and_not_the_version()
    {
        await Insert(Rows.Row(1));
        var version = (await _table.ReadAll()).Version;

        await _table.UpdateIAmAlive(new MembershipEntry { SiloAddress = Rows.Silo(1), IAmAliveTime = Rows.Now + TimeSpan.FromDays(1) });

        var data = await _table.ReadAll();
        var row = Assert.Single(data.Members).Item1;
        Assert.Equal(version, data.Version);
        Assert.Equal(Rows.Now + TimeSpan.FromDays(1), row.IAmAliveTime);
        Assert.Equal((SiloStatus.Active, "silo1"), (row.Status, row.SiloName));
    }

    [Fact]
    public async Task Cleaning_up_removes_dead_rows_that_are_old()
    {
        await Insert(Rows.Row(1, SiloStatus.Dead, TimeSpan.FromDays(8)));
        await Insert(Rows.Row(2, SiloStatus.Dead, TimeSpan.FromDays(6)));
        await Insert(Rows.Row(3, SiloStatus.Active, TimeSpan.FromDays(8)));

        await _table.CleanupDefunctSiloEntries(new DateTimeOffset(Rows.Now - TimeSpan.FromDays(7), TimeSpan.Zero));

        Assert.Equal([Rows.Silo(2), Rows.Silo(3)], (await _table.ReadAll()).Members.Select(static member => member.Item1.SiloAddress).Order());
    }

    [Fact]
    public async Task What_was_read_is_a_copy()
    {
        await Insert(Rows.Row(1));
        (await _table.ReadAll()).Members[0].Item1.Status = SiloStatus.Dead;

        Assert.Equal(SiloStatus.Active, (await _table.ReadAll()).Members[0].Item1.Status);
    }

    private async Task Insert(MembershipEntry row) => Assert.True(await _table.InsertRow(row, (await _table.ReadAll()).Version.Next()));
}
