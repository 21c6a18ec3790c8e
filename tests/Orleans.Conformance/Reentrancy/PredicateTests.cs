using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Reentrancy;

public sealed class PredicateTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_predicate_of_an_instance_sees_the_arguments(bool external)
    {
        var grain = Grain(external);
        var (started, release, word) = (Names.New(), Names.New(), Names.New());
        await grain.Open(word);
        var blocked = grain.Block(started, release);
        await Signals.Wait(started);

        var waiting = grain.Pass("another word");
        await grain.Pass(word).Soon();
        Assert.False(waiting.IsCompleted);
        Signals.Set(release);

        await blocked.Soon();
        await waiting.Soon();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_the_predicate_names_lets_any_other_in_while_it_runs(bool external)
    {
        var grain = Grain(external);
        var (word, release) = (Names.New(), Names.New());
        await grain.Open(word);
        var blocked = grain.Block(word, release);
        await Signals.Wait(word);

        await grain.Pass("another word").Soon();
        Assert.False(blocked.IsCompleted);
        Signals.Set(release);

        await blocked.Soon();
    }

    private IPickyGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IPickyGrain>(Names.New());
}
