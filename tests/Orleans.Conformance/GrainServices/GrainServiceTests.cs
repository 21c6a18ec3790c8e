using Orleans.Conformance.Shared;

namespace Orleans.Conformance.GrainServices;

public sealed class GrainServiceTests(GrainServiceFixture fixture) : IClassFixture<GrainServiceFixture>
{
    private readonly ILedgerGrain _grain = fixture.Client.GetGrain<ILedgerGrain>(Names.New());

    [Fact]
    public async Task Each_silo_has_one_instance_that_can_be_called_there()
    {
        Assert.Equal(fixture.AddressOf(0).ToString(), await _grain.WhereOn(fixture.AddressOf(0)));
        Assert.Equal(fixture.AddressOf(1).ToString(), await _grain.WhereOn(fixture.AddressOf(1)));
    }

    [Fact]
    public async Task A_key_goes_to_the_service_that_owns_it_and_every_silo_agrees()
    {
        var owners = new HashSet<string>();
        for (uint i = 0; i < 100; i++)
        {
            var key = i * 42_949_672;
            var owner = await fixture.FactoryOf(0).GetGrain<ILedgerGrain>("one").WhereIsKey(key);
            Assert.Equal(owner, await fixture.FactoryOf(1).GetGrain<ILedgerGrain>("another").WhereIsKey(key));
            owners.Add(owner);
        }

        Assert.Equal(2, owners.Count);
        await Patience.Until(async () => await _grain.OwnerOwns(0) && await _grain.OwnerOwns(uint.MaxValue) && await _grain.OwnerOwns(1u << 31));
    }

    [Fact]
    public async Task A_grains_service_is_the_one_of_its_hash() =>
        Assert.Equal(await _grain.WhereIsKey(_grain.GetGrainId().GetUniformHashCode()), await _grain.WhereIsMine());

    [Fact]
    public async Task A_service_can_call_grains() =>
        Assert.StartsWith("answer to ", await _grain.ThroughService(fixture.AddressOf(1), Names.New()), StringComparison.Ordinal);

    [Fact]
    public async Task Requests_interleave_at_each_await() => Assert.Equal(2, (await _grain.OverlapOn(fixture.AddressOf(1)).Soon()).Max());

    [Fact]
    public async Task A_service_runs_on_its_own_scheduler() => Assert.Equal(["own", "own"], await _grain.SchedulingOn(fixture.AddressOf(0)));

    [Fact]
    public async Task An_exception_of_the_service_reaches_the_grain() =>
        Assert.Equal("from the service", (await Assert.ThrowsAsync<InvalidOperationException>(() => _grain.FailOn(fixture.AddressOf(1)))).Message);

    [Fact]
    public async Task A_service_is_initialized_and_then_started() =>
        Assert.Equal(["init True", "start"], ServiceEvents.WithoutRanges(await _grain.EventsOn(fixture.AddressOf(0))));

    [Fact]
    public async Task The_client_knows_the_grain_that_uses_it() => Assert.Equal(_grain.GetGrainId(), await _grain.Caller());
}
