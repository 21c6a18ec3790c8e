using FsCheck;
using FsCheck.Fluent;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public sealed class ProbeTimeoutEstimatorTests
{
    private readonly ClusterMembershipOptions _options = new();

    [Fact]
    public void It_starts_at_the_configured_timeout_and_stays_there_until_it_has_enough_answers()
    {
        var estimator = new ProbeTimeoutEstimator(_options);
        for (var i = 1; i < ProbeTimeoutEstimator.MinSamples; i++)
        {
            estimator.AddRoundTrip(TimeSpan.FromMilliseconds(1));
            Assert.Equal(_options.ProbeTimeout, estimator.Timeout);
        }

        estimator.AddRoundTrip(TimeSpan.FromMilliseconds(1));
        Assert.Equal(_options.MinProbeTimeout, estimator.Timeout);
    }

    [Fact]
    public void Answers_that_take_longer_make_it_longer()
    {
        var estimator = new ProbeTimeoutEstimator(_options);
        Feed(estimator, [2, 4]);

        // A mean of 3 and a deviation of 1.
        Assert.Equal(3 + ProbeTimeoutEstimator.DeviationsAtThreshold, estimator.Timeout.TotalSeconds, 6);
    }

    [Fact]
    public void It_stays_within_its_bounds_and_forgets()
    {
        Prop.ForAll(Gen.Choose(0, 60_000).NonEmptyListOf().ToArbitrary(), trips =>
        {
            var estimator = new ProbeTimeoutEstimator(_options);
            Feed(estimator, [.. trips.Select(static trip => trip / 1000.0)]);
            Assert.InRange(estimator.Timeout, _options.MinProbeTimeout, _options.MaxProbeTimeout);
            Feed(estimator, [0.001]);
            Assert.Equal(_options.MinProbeTimeout, estimator.Timeout);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Answers_of_a_silo_that_has_hung_may_all_come_at_once()
    {
        var estimator = new ProbeTimeoutEstimator(_options);
        Parallel.For(0, 10_000, i => estimator.AddRoundTrip(TimeSpan.FromSeconds(i % 2 == 0 ? 2 : 4)));
        Feed(estimator, [2, 4]);

        Assert.Equal(3 + ProbeTimeoutEstimator.DeviationsAtThreshold, estimator.Timeout.TotalSeconds, 6);
    }

    private static void Feed(ProbeTimeoutEstimator estimator, double[] seconds)
    {
        for (var i = 0; i < 100; i++)
        {
            estimator.AddRoundTrip(TimeSpan.FromSeconds(seconds[i % seconds.Length]));
        }
    }
}
