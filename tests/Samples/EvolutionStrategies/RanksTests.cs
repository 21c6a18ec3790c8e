using global::EvolutionStrategies.Evolution;

namespace Orleans.Ray.Samples.Tests.EvolutionStrategies;

public sealed class RanksTests
{
    [Fact]
    public void The_best_and_the_worst_result_weigh_most() =>
        Assert.Equal([1, -1f / 3], Ranks.Of([new Trial(0, Forth: 90, Back: 10), new Trial(0, Forth: 20, Back: 30)]));

    [Fact]
    public void Equal_results_say_nothing_of_a_direction() =>
        Assert.Equal([0, 0, 0], Ranks.Of([new Trial(0, 500, 500), new Trial(0, 500, 500), new Trial(0, 500, 500)]));

    [Fact]
    public void Two_trials_with_the_same_results_weigh_the_same()
    {
        var weights = Ranks.Of([new Trial(0, 7, 5), new Trial(0, 7, 5), new Trial(0, 6, 6)]);
        Assert.Equal(weights[0], weights[1]);
        Assert.Equal(0.8f, weights[0], 1e-6f);
        Assert.Equal(0, weights[2]);
    }
}
