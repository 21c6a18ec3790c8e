using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Redis.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Redis.Conformance.Clustering;

public sealed class RedisMembershipTableTests(RedisFixture redis) : MembershipTableContract, IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly RedisHosts _hosts = new(redis.Server);

    private string Key => $"{_hosts.ServiceId}/members/{_hosts.ClusterId}";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task A_new_table_has_version_zero_and_no_row()
    {
        var table = await OpenAsync();

        var data = await table.ReadAll();

        Assert.Equal(0, data.Version.Version);
        Assert.Empty(data.Members);
        Assert.Equal("0", await redis.Database.HashGetAsync(Key, "Version"));
    }

    [Fact]
    public async Task Opening_a_table_again_keeps_what_is_in_it()
    {
        var table = await OpenAsync();
        var row = NewRow();
        await InsertAsync(table, row);

        var data = await (await OpenAsync()).ReadAll();

        Assert.Equal(1, data.Version.Version);
        Assert.NotNull(data.TryGet(row.SiloAddress));
    }

    [Fact]
    public async Task Rows_are_fields_of_a_hash_named_for_the_silo_and_hold_json()
    {
        var table = await OpenAsync();
        var row = NewRow();
        row.Status = SiloStatus.Active;
        row.ProxyPort = 30000;
        row.AddSuspector(NewRow().SiloAddress, row.StartTime);
        await InsertAsync(table, row);

        var fields = (await redis.Database.HashGetAllAsync(Key)).ToDictionary(field => (string)field.Name!, field => (string)field.Value!);

        Assert.Equal(new HashSet<string> { "Version", row.SiloAddress.ToString() }, [.. fields.Keys]);
        Assert.StartsWith("S10.1.2.3:", row.SiloAddress.ToString(), StringComparison.Ordinal);
        Assert.Equal("1", fields["Version"]);
        using var json = JsonDocument.Parse(fields[row.SiloAddress.ToString()]);
        var root = json.RootElement;
        Assert.Equal(row.SiloAddress.ToParsableString(), root.GetProperty("SiloAddress").GetProperty("SiloAddress").GetString());
        Assert.Equal(3, root.GetProperty("Status").GetInt32());
        Assert.Equal(30000, root.GetProperty("ProxyPort").GetInt32());
        Assert.Equal("host", root.GetProperty("HostName").GetString());
        Assert.Equal(row.SiloName, root.GetProperty("SiloName").GetString());
        Assert.Equal("role", root.GetProperty("RoleName").GetString());
        Assert.Equal(0, root.GetProperty("UpdateZone").GetInt32());
        Assert.Equal(0, root.GetProperty("FaultZone").GetInt32());
        Assert.Equal(row.StartTime, root.GetProperty("StartTime").GetDateTime());
        Assert.Equal(row.IAmAliveTime, root.GetProperty("IAmAliveTime").GetDateTime());
        var vote = root.GetProperty("SuspectTimes")[0];
        Assert.Equal(row.SuspectTimes![0].Item1.ToParsableString(), vote.GetProperty("Item1").GetProperty("SiloAddress").GetString());
        Assert.Equal(row.StartTime, vote.GetProperty("Item2").GetDateTime());
    }

    [Fact]
    public async Task A_row_that_another_program_wrote_is_read()
    {
        var table = await OpenAsync();
        await redis.Database.HashSetAsync(Key, "Version", "7");
        await redis.Database.HashSetAsync(
            Key,
            "S10.0.0.1:11111:154",
            """
            {"SiloAddress":{"SiloAddress":"10.0.0.1:11111@154"},"Status":3,"SuspectTimes":[{"Item1":{"SiloAddress":"10.0.0.2:11111@155"},"Item2":"2026-01-02T03:04:05.678Z"}],
            "ProxyPort":30000,"HostName":"h","SiloName":"s","RoleName":"r","UpdateZone":0,"FaultZone":0,"StartTime":"2026-01-02T03:04:05.678Z","IAmAliveTime":"2026-01-02T03:04:06Z"}
            """);

        var data = await table.ReadAll();

        var (row, etag) = Assert.Single(data.Members);
        Assert.Equal(7, data.Version.Version);
        Assert.Equal(data.Version.VersionEtag, etag);
        Assert.Equal(SiloAddress.FromParsableString("10.0.0.1:11111@154"), row.SiloAddress);
        Assert.Equal(SiloStatus.Active, row.Status);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), row.StartTime);
        Assert.Equal(SiloAddress.FromParsableString("10.0.0.2:11111@155"), Assert.Single(row.SuspectTimes!).Item1);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"SiloAddress\":")]
    [InlineData("[]")]
    [InlineData("{\"SiloAddress\":{\"SiloAddress\":\"nonsense\"}}")]
    [InlineData("{\"SiloAddress\":{\"SiloAddress\":\"10.0.0.1:99999@154\"},\"Status\":3}")]
    [InlineData("{\"SiloAddress\":{\"SiloAddress\":\"10.0.0.1:11111@154\"},\"Status\":\"no such status\"}")]
    public async Task A_row_that_makes_no_sense_is_an_error_and_no_harm_to_other_rows(string content)
    {
        var table = await OpenAsync();
        var row = NewRow();
        await InsertAsync(table, row);
        await redis.Database.HashSetAsync(Key, "S10.0.0.1:11111:154", content);

        await Assert.ThrowsAnyAsync<Exception>(table.ReadAll);

        Assert.NotNull((await table.ReadRow(row.SiloAddress)).TryGet(row.SiloAddress));
    }

    [Fact]
    public async Task A_table_that_is_of_another_type_is_an_error()
    {
        await redis.Database.StringSetAsync(Key, "taken");

        await Assert.ThrowsAnyAsync<Exception>(async () => await (await OpenAsync()).ReadAll());

        Assert.Equal("taken", await redis.Database.StringGetAsync(Key));
    }

    [Fact]
    public async Task A_table_can_be_deleted()
    {
        var table = await OpenAsync();
        await InsertAsync(table, NewRow());

        await table.DeleteMembershipTableEntries(_hosts.ClusterId);

        Assert.False(await redis.Database.KeyExistsAsync(Key));
    }

    [Fact]
    public async Task A_table_lives_as_long_as_its_entry_expiry_if_there_is_one()
    {
        await OpenAsync();
        Assert.Null(await redis.Database.KeyTimeToLiveAsync(Key));

        await OpenAsync(silo => silo.UseRedisClustering(options => options.EntryExpiry = TimeSpan.FromMinutes(10)));

        Assert.InRange((await redis.Database.KeyTimeToLiveAsync(Key))!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task The_key_can_be_chosen()
    {
        var chosen = Names.New();
        await OpenAsync(silo => silo.UseRedisClustering(options => options.CreateRedisKey = _ => chosen));

        Assert.True(await redis.Database.KeyExistsAsync(chosen));
    }

    protected override Task<IMembershipTable> OpenAsync() => OpenAsync(null);

    protected override async Task<IMembershipTable[]> OpenManyAsync() => await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));

    private async Task<IMembershipTable> OpenAsync(Action<ISiloBuilder>? configure)
    {
        var table = _hosts.CreateSilo(configure).Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTable(true);
        return table;
    }
}
