using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Placement;

public sealed class LoadTests(LoadFixture fixture) : IClassFixture<LoadFixture>, IAsyncLifetime
{
    private const int Lead = 300;
    private const int Row = 20;

    public Task InitializeAsync() => Placed.On(
        fixture.AddressOf(0),
        () => Task.WhenAll(Enumerable.Range(0, Lead).Select(_ => fixture.FactoryOf(0).GetGrain<IRandomPlaced>(Names.New()).Where()))).Soon();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task Count_based_placement_takes_the_emptier_of_two_silos() => AllGoToTheEmptierAsync<ICountPlaced>();

    [Fact]
    public Task The_default_placement_takes_the_silo_with_the_better_score() => AllGoToTheEmptierAsync<IDefaultPlaced>();

    // From when on depends on when the silos tell each other their loads. The caller's silo is the full one.
    private Task AllGoToTheEmptierAsync<TGrain>()
        where TGrain : IWhere => Patience.Until(async () =>
    {
        for (var i = 0; i < Row; i++)
        {
            if (!fixture.AddressOf(1).Equals(await fixture.FactoryOf(0).GetGrain<TGrain>(Names.New()).Where().Soon()))
            {
                return false;
            }
        }

        return true;
    });
}
