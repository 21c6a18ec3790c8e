using System.Net;
using Orleans.Runtime;

namespace Orleans.Redis.Conformance.Clustering;

/// <summary>What every membership table promises. A table may have rows of others, which are left alone.</summary>
public abstract class MembershipTableContract
{
    private static int _lastPort = 20000;

    [Fact]
    public async Task A_row_that_was_inserted_is_read_as_it_was_and_moves_the_version_on()
    {
        var table = await OpenAsync();
        var before = (await table.ReadAll()).Version;
        var row = NewRow();

        Assert.True(await table.InsertRow(row, before.Next()));

        var one = await table.ReadRow(row.SiloAddress);
        var all = await table.ReadAll();
        Assert.Equal(before.Version + 1, one.Version.Version);
        Assert.Equal(before.Version + 1, all.Version.Version);
        AssertEqual(row, Assert.Single(one.Members).Item1);
        AssertEqual(row, all.TryGet(row.SiloAddress)!.Item1);
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_not_read()
    {
        var table = await OpenAsync();

        Assert.Null((await table.ReadRow(NewRow().SiloAddress)).TryGet(NewRow().SiloAddress));
    }

    [Fact]
    public async Task A_row_is_inserted_once()
    {
        var table = await OpenAsync();
        var row = NewRow();
        await InsertAsync(table, row);

        Assert.False(await table.InsertRow(row, (await table.ReadAll()).Version.Next()));
    }

    [Fact]
    public async Task An_insertion_from_an_old_version_is_refused()
    {
        var table = await OpenAsync();
        var old = (await table.ReadAll()).Version;
        await InsertAsync(table, NewRow());
        var row = NewRow();

        Assert.False(await table.InsertRow(row, old.Next()));
        Assert.Null((await table.ReadAll()).TryGet(row.SiloAddress));
    }

    [Fact]
    public async Task A_row_is_updated_from_the_version_it_was_read_with()
    {
        var table = await OpenAsync();
        var row = NewRow();
        await InsertAsync(table, row);
        var data = await table.ReadAll();
        var (read, etag) = data.TryGet(row.SiloAddress)!;
        read.Status = SiloStatus.Dead;
        read.AddSuspector(NewRow().SiloAddress, new DateTime(2026, 2, 3, 4, 5, 6, 789, DateTimeKind.Utc));

        Assert.True(await table.UpdateRow(read, etag, data.Version.Next()));

        var after = await table.ReadAll();
        AssertEqual(read, after.TryGet(row.SiloAddress)!.Item1);
        Assert.Equal(data.Version.Version + 1, after.Version.Version);
    }

    [Fact]
    public async Task An_update_from_an_old_version_is_refused()
    {
        var table = await OpenAsync();
        var row = NewRow();
        await InsertAsync(table, row);
        var data = await table.ReadAll();
        var (read, etag) = data.TryGet(row.SiloAddress)!;
        await InsertAsync(table, NewRow());
        read.Status = SiloStatus.Dead;

        Assert.False(await table.UpdateRow(read, etag, data.Version.Next()));
        Assert.Equal(row.Status, (await table.ReadAll()).TryGet(row.SiloAddress)!.Item1.Status);
    }

    [Fact]
    public async Task A_sign_of_life_changes_its_time_alone()
    {
        var table = await OpenAsync();
        var row = NewRow();
        await InsertAsync(table, row);
        var before = await table.ReadAll();
        var later = NewRow(row.SiloAddress);
        later.IAmAliveTime = row.IAmAliveTime.AddMinutes(1);
        later.HostName = "not written";

        await table.UpdateIAmAlive(later);

        var after = await table.ReadAll();
        row.IAmAliveTime = later.IAmAliveTime;
        Assert.Equal(before.Version.Version, after.Version.Version);
        AssertEqual(row, after.TryGet(row.SiloAddress)!.Item1);
    }

    [Fact]
    public async Task Of_many_insertions_from_one_version_one_succeeds()
    {
        var tables = await OpenManyAsync();
        for (var round = 0; round < 5; round++)
        {
            var before = (await tables[0].ReadAll()).Version;
            var rows = Enumerable.Range(0, 24).Select(_ => NewRow()).ToArray();

            var won = await Task.WhenAll(rows.Select((row, i) => tables[i % tables.Length].InsertRow(row, before.Next())));

            var after = await tables[0].ReadAll();
            Assert.Equal(before.Version + 1, after.Version.Version);
            var winner = Assert.Single(rows.Where((_, i) => won[i]));
            Assert.Equal(winner.SiloAddress, Assert.Single(rows, row => after.TryGet(row.SiloAddress) is not null).SiloAddress);
        }
    }

    [Fact]
    public async Task Writers_that_read_again_after_each_refusal_all_come_through()
    {
        var tables = await OpenManyAsync();
        var row = NewRow();
        await InsertAsync(tables[0], row);
        var before = (await tables[0].ReadAll()).Version;

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AddVoteAsync(tables[i % tables.Length], row.SiloAddress, NewRow().SiloAddress)));

        var after = await tables[0].ReadAll();
        Assert.Equal(before.Version + 12, after.Version.Version);
        Assert.Equal(12, after.TryGet(row.SiloAddress)!.Item1.SuspectTimes!.DistinctBy(vote => vote.Item1).Count());
    }

    [Fact]
    public async Task Signs_of_life_undo_no_change()
    {
        var tables = await OpenManyAsync();
        var row = NewRow();
        await InsertAsync(tables[0], row);
        using var isDone = new CancellationTokenSource();
        var life = Task.Run(async () =>
        {
            for (var i = 1; !isDone.IsCancellationRequested; i++)
            {
                var sign = NewRow(row.SiloAddress);
                sign.IAmAliveTime = row.IAmAliveTime.AddSeconds(i);
                await tables[^1].UpdateIAmAlive(sign);
            }
        });

        for (var i = 0; i < 10; i++)
        {
            await AddVoteAsync(tables[0], row.SiloAddress, NewRow().SiloAddress);
        }

        await isDone.CancelAsync();
        await life;
        Assert.Equal(10, (await tables[0].ReadAll()).TryGet(row.SiloAddress)!.Item1.SuspectTimes!.Count);
    }

    [Fact]
    public async Task Old_rows_of_dead_silos_are_cleaned_up()
    {
        var table = await OpenAsync();
        var (oldDead, youngDead, alive) = (NewRow(), NewRow(), NewRow());
        oldDead.Status = youngDead.Status = SiloStatus.Dead;
        youngDead.IAmAliveTime = youngDead.StartTime = oldDead.IAmAliveTime.AddDays(2);
        alive.Status = SiloStatus.Active;
        alive.IAmAliveTime = alive.StartTime = oldDead.IAmAliveTime.AddDays(2);
        foreach (var row in new[] { oldDead, youngDead, alive })
        {
            await InsertAsync(table, row);
        }

        await table.CleanupDefunctSiloEntries(oldDead.IAmAliveTime.AddDays(1));

        var data = await table.ReadAll();
        Assert.Null(data.TryGet(oldDead.SiloAddress));
        Assert.NotNull(data.TryGet(youngDead.SiloAddress));
        Assert.NotNull(data.TryGet(alive.SiloAddress));
    }

    /// <summary>A row that is old enough for nobody to watch its silo.</summary>
    protected static MembershipEntry NewRow(SiloAddress? address = null)
    {
        var port = Interlocked.Increment(ref _lastPort);
        return new MembershipEntry
        {
            SiloAddress = address ?? SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.1.2.3"), port), 154),
            Status = SiloStatus.Created,
            ProxyPort = 0,
            HostName = "host",
            SiloName = $"silo {port}",
            RoleName = "role",
            StartTime = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc),
            IAmAliveTime = new DateTime(2026, 1, 2, 3, 5, 6, 789, DateTimeKind.Utc),
        };
    }

    protected static async Task InsertAsync(IMembershipTable table, MembershipEntry row)
    {
        while (!await table.InsertRow(row, (await table.ReadAll()).Version.Next()))
        {
            Assert.Null((await table.ReadAll()).TryGet(row.SiloAddress));
        }
    }

    protected abstract Task<IMembershipTable> OpenAsync();

    /// <summary>The same table, by several connections where there are such.</summary>
    protected virtual async Task<IMembershipTable[]> OpenManyAsync() => [await OpenAsync()];

    private static async Task AddVoteAsync(IMembershipTable table, SiloAddress suspect, SiloAddress voter)
    {
        while (true)
        {
            var data = await table.ReadAll();
            var (row, etag) = data.TryGet(suspect)!;
            row.AddSuspector(voter, row.StartTime);
            if (await table.UpdateRow(row, etag, data.Version.Next()))
            {
                return;
            }
        }
    }

    private static void AssertEqual(MembershipEntry expected, MembershipEntry actual)
    {
        Assert.Equal(expected.SiloAddress, actual.SiloAddress);
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.SuspectTimes ?? [], actual.SuspectTimes ?? []);
        Assert.Equal(expected.ProxyPort, actual.ProxyPort);
        Assert.Equal(expected.HostName, actual.HostName);
        Assert.Equal(expected.SiloName, actual.SiloName);
        Assert.Equal(expected.StartTime, actual.StartTime);
        Assert.Equal(expected.IAmAliveTime, actual.IAmAliveTime);
    }
}
