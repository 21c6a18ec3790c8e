using Orleans.Polyfill;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos;

public sealed class DecisionTests
{
    private static readonly LinkFaults Faults = new() { LossRate = 0.1, DuplicationRate = 0.2, DelayRate = 0.3, ShuffleRate = 0.4, ShuffleDepth = 5 };

    [Fact]
    public void A_seed_decides_the_same_each_time()
    {
        Assert.Equal(Decide(1, "Silo_0", "Silo_1", Faults), Decide(1, "Silo_0", "Silo_1", Faults));
    }

    [Theory]
    [InlineData(2, "Silo_0", "Silo_1")]
    [InlineData(1, "Silo_1", "Silo_0")]
    [InlineData(1, "Silo_0", "Silo_2")]
    public void Another_seed_or_link_decides_otherwise(int seed, string from, string to)
    {
        Assert.NotEqual(Decide(1, "Silo_0", "Silo_1", Faults), Decide(seed, from, to, Faults));
    }

    [Fact]
    public void Shares_are_kept_to()
    {
        var decisions = Decide(3, "a", "b", Faults, 20_000);

        Assert.InRange(decisions.Count(decision => decision.IsLost), 1_800, 2_200);
        Assert.InRange(decisions.Count(decision => decision.IsDuplicated), 3_700, 4_300);
        Assert.InRange(decisions.Count(decision => decision.Delay > TimeSpan.Zero), 5_600, 6_400);
        Assert.InRange(decisions.Count(decision => decision.Overtakers > 0), 7_600, 8_400);
        Assert.All(decisions, decision => Assert.InRange(decision.Overtakers, 0, 5));
        Assert.All(decisions, decision => Assert.InRange(decision.Delay, TimeSpan.Zero, Faults.MaxDelay));
    }

    [Fact]
    public void Changing_one_fault_leaves_the_decisions_on_the_others()
    {
        var before = Decide(4, "a", "b", Faults);
        var after = Decide(4, "a", "b", Faults with { DelayRate = 0, DuplicationRate = 1 });

        Assert.Equal(before.Select(decision => decision.IsLost), after.Select(decision => decision.IsLost));
        Assert.Equal(before.Select(decision => decision.Overtakers), after.Select(decision => decision.Overtakers));
    }

    [Fact]
    public void Values_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkFaults { LossRate = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkFaults { DelayRate = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkFaults { DuplicationRate = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkFaults { MinDelay = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkFaults { ShuffleDepth = 0 });
        var builder = new InProcessTestClusterBuilder();
        builder.UseChaos();
        Assert.Throws<InvalidOperationException>(() => builder.UseChaos());
    }

    private static LinkDecision[] Decide(int seed, string from, string to, LinkFaults faults, int count = 200)
    {
        var link = new ChaosLink(ChaosLink.SeedOf(seed, from, to));
        return [.. Enumerable.Range(0, count).Select(_ => link.Decide(faults, isReply: false))];
    }
}
