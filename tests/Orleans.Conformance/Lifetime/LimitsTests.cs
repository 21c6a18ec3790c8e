using System.Globalization;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Lifetime;

public sealed class LimitsTests(LimitsTests.Fixture fixture) : IClassFixture<LimitsTests.Fixture>
{
    private ILimitedGrain Grain => fixture.Client.GetGrain<ILimitedGrain>(Names.New());

    [Fact]
    public void The_limits_are_those_that_are_documented()
    {
        var options = new GrainCollectionOptions();

        Assert.Equal(TimeSpan.FromMinutes(1), options.CollectionQuantum);
        Assert.Equal(TimeSpan.FromMinutes(15), options.CollectionAge);
        Assert.Equal(TimeSpan.FromSeconds(30), options.ActivationTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), options.DeactivationTimeout);
        Assert.Equal(1_000_000, new GrainDirectoryOptions().CacheSize);
        Assert.Equal(TimeSpan.FromMinutes(4), new GrainDirectoryOptions().MaximumCacheTTL);
        Assert.Equal(2, new SiloMessagingOptions().MaxForwardCount);
    }

    [Theory]
    [InlineData("00:00:10", "00:01:00")]
    [InlineData("00:10:00", "00:10:00")]
    public void An_age_limit_is_a_minute_at_least(string asked, string expected)
    {
        var properties = new Dictionary<string, string>();

        ((IGrainPropertiesProviderAttribute)new CollectionAgeLimitAttribute(asked)).Populate(fixture.Cluster.Silos[0].ServiceProvider, typeof(PatientGrain), GrainType.Create("patient"), properties);

        Assert.Equal(TimeSpan.Parse(expected, CultureInfo.InvariantCulture), TimeSpan.Parse(properties[WellKnownGrainTypeProperties.IdleDeactivationPeriod], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_activation_that_takes_too_long_fails_and_the_next_call_tries_again()
    {
        var grain = Grain;
        RequestContext.Set("hang", true);
        await Assert.ThrowsAnyAsync<Exception>(() => grain.Activation().Soon());
        RequestContext.Clear();

        Assert.NotEqual(Guid.Empty, await grain.Activation().Soon());
    }

    [Fact]
    public async Task A_deactivation_that_takes_too_long_has_its_token_cancelled()
    {
        var (grain, cancelled) = (Grain, Names.New());
        var first = await grain.Activation();

        await grain.End(cancelled, fail: false);

        await Signals.Wait(cancelled);
        Signals.Set($"{cancelled} released");
        Assert.NotEqual(first, await grain.Activation().Soon());
    }

    [Fact]
    public async Task A_deactivation_that_fails_ends_the_activation_all_the_same()
    {
        var grain = Grain;
        var first = await grain.Activation();

        await grain.End(Names.New(), fail: true);

        await Patience.Until(async () => await grain.Activation().Soon() != first);
    }

    public sealed class Fixture : SingleSiloFixture
    {
        protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) => silo.Configure<GrainCollectionOptions>(limits =>
        {
            limits.ActivationTimeout = TimeSpan.FromSeconds(1);
            limits.DeactivationTimeout = TimeSpan.FromSeconds(1);
        });
    }
}
