using System.Net;
using System.Text.Json;
using Orleans.Redis.Conformance.Shared;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Orleans.Redis.Conformance.Registrations;

public sealed class RedisDirectoryTests(RedisDirectoryFixture fixture) : IClassFixture<RedisDirectoryFixture>
{
    private readonly GrainId _grainId = GrainId.Create("some-type", Names.New());

    private IDatabase Database => fixture.Database;

    [Fact]
    public async Task An_activation_is_a_string_of_json()
    {
        var grain = RedisHosts.FactoryOf(fixture.Silos[0]).GetGrain<IAddressGrain>(Names.New());
        var silo = await grain.Where();

        using var json = JsonDocument.Parse((string)(await Database.StringGetAsync(fixture.KeyOf(grain.GetGrainId())))!);

        var root = json.RootElement;
        Assert.Equal(grain.GetGrainId().ToString(), root.GetProperty("GrainId").GetString());
        Assert.Equal(silo.ToParsableString(), root.GetProperty("SiloAddress").GetString());
        Assert.Matches("^@[0-9a-f]{32}$", root.GetProperty("ActivationId").GetString());
        Assert.Equal(JsonValueKind.Number, root.GetProperty("MembershipVersion").ValueKind);
        Assert.Null(await Database.KeyTimeToLiveAsync(fixture.KeyOf(grain.GetGrainId())));
    }

    [Fact]
    public async Task An_activation_that_ends_is_taken_out()
    {
        var grain = RedisHosts.FactoryOf(fixture.Silos[0]).GetGrain<IAddressGrain>(Names.New());
        await grain.Where();

        await grain.End();

        await Patience.Until(async () => !await Database.KeyExistsAsync(fixture.KeyOf(grain.GetGrainId())));
    }

    [Fact]
    public async Task First_calls_from_all_silos_meet_in_one_activation()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = Names.New();

            var activations = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
                RedisHosts.FactoryOf(fixture.Silos[i % 3]).GetGrain<IAddressGrain>(key).Activation())).Soon();

            Assert.Single(activations.Distinct());
        }
    }

    [Fact]
    public async Task Of_many_registrations_one_is_the_answer_to_all()
    {
        var addresses = Enumerable.Range(0, 60).Select(_ => Address()).ToArray();

        var answers = await Task.WhenAll(addresses.Select((address, i) => fixture.Directories[i % 3].Register(address)));

        var winner = Assert.Single(answers.Select(static answer => answer!.ActivationId).Distinct());
        Assert.Contains(winner, addresses.Select(static address => address.ActivationId));
        AssertEqual(answers[0]!, await fixture.Directories[0].Lookup(_grainId));
    }

    [Fact]
    public async Task Registering_again_gives_the_same_answer()
    {
        var address = Address();
        await fixture.Directories[0].Register(address);

        AssertEqual(address, await fixture.Directories[1].Register(address));
    }

    [Fact]
    public async Task A_registration_replaces_the_one_it_names_and_no_other()
    {
        var (first, second, third) = (Address(), Address(), Address());
        await fixture.Directories[0].Register(first);

        AssertEqual(second, await fixture.Directories[1].Register(second, first));
        AssertEqual(second, await fixture.Directories[2].Register(third, first));

        AssertEqual(second, await fixture.Directories[0].Lookup(_grainId));
    }

    [Fact]
    public async Task Of_many_replacements_of_one_registration_one_succeeds()
    {
        var first = Address();
        await fixture.Directories[0].Register(first);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => fixture.Directories[i % 3].Register(Address(), first)));

        Assert.Single(answers.Select(static answer => answer!.ActivationId).Distinct());
        Assert.NotEqual(first.ActivationId, answers[0]!.ActivationId);
    }

    [Fact]
    public async Task A_registration_that_replaces_one_that_is_gone_is_the_first()
    {
        var address = Address();

        AssertEqual(address, await fixture.Directories[0].Register(address, Address()));
    }

    [Fact]
    public async Task Only_the_registered_activation_is_unregistered()
    {
        var (registered, other) = (Address(), Address());
        await fixture.Directories[0].Register(registered);

        await fixture.Directories[1].Unregister(other);
        AssertEqual(registered, await fixture.Directories[0].Lookup(_grainId));

        await fixture.Directories[1].Unregister(registered);
        Assert.Null(await fixture.Directories[0].Lookup(_grainId));
    }

    [Fact]
    public async Task Entries_expire_where_that_is_set()
    {
        await fixture.ExpiringDirectory.Register(Address());

        Assert.InRange((await Database.KeyTimeToLiveAsync(fixture.KeyOf(_grainId)))!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"GrainId\":\"a/b\",\"ActivationId\":\"x\",\"SiloAddress\":\"y\",\"MembershipVersion\":\"z\"}")]
    public async Task An_entry_that_makes_no_sense_fails_its_grain_until_it_is_gone(string entry)
    {
        var factory = RedisHosts.FactoryOf(fixture.Silos[0]);
        var grain = factory.GetGrain<IAddressGrain>(Names.New());
        await Database.StringSetAsync(fixture.KeyOf(grain.GetGrainId()), entry);

        await Assert.ThrowsAnyAsync<Exception>(() => grain.Where().Soon());

        await factory.GetGrain<IAddressGrain>(Names.New()).Where();
        await Database.KeyDeleteAsync(fixture.KeyOf(grain.GetGrainId()));
        await grain.Where();
    }

    private static void AssertEqual(GrainAddress expected, GrainAddress? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.GrainId, actual.GrainId);
        Assert.Equal(expected.ActivationId, actual.ActivationId);
        Assert.Equal(expected.SiloAddress, actual.SiloAddress);
    }

    private GrainAddress Address() => new()
    {
        GrainId = _grainId,
        ActivationId = ActivationId.NewId(),
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 11111), 154),
        MembershipVersion = new MembershipVersion(3),
    };
}
