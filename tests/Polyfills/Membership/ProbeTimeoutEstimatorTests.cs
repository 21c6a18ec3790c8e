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

    private static void Feed(ProbeTimeoutEstimator estimator, double[] seconds)
    {
        for (var i = 0; i < 100; i++)
        {
            estimator.AddRoundTrip(TimeSpan.FromSeconds(seconds[i % seconds.Length]));
        }
    }
}
