using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Polyfills.Frames;
using Orleans.Runtime;

namespace Orleans.Polyfills.Placement;

/// <summary>What the two strategies that look at loads choose, from loads that the tests make up.</summary>
public sealed class LoadPlacementTests(LiveSilo silo) : IClassFixture<LiveSilo>
{
    private const int Decisions = 200;
    private const long Memory = 1L << 30;
    private static readonly SiloLoad Idle = new(0, 0, 0, 1, Memory);
    private static readonly SiloAddress Elsewhere = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private static readonly SiloAddress[] Others = [.. Enumerable.Range(2, 16).Select(port => SiloAddress.New(IPAddress.Loopback, port, 1))];

    private SiloLoads Loads => silo.Services.GetRequiredService<SiloLoads>();

    // All activations are on the second silo, which costs it 15 points; what the first one lacks costs it as many at the limit.
    [Theory]
    [InlineData(0.36, 0, 1, true)]
    [InlineData(0.39, 0, 1, false)]
    [InlineData(0, 0.74, 1, true)]
    [InlineData(0, 0.76, 1, false)]
    [InlineData(0, 0, 0.26, true)]
    [InlineData(0, 0, 0.24, false)]
    [InlineData(0.18, 0.36, 0.98, true)]
    [InlineData(0.18, 0.36, 0.96, false)]
    public async Task Processor_memory_and_activations_count_by_their_weights(double cpu, double memoryUsage, double availableMemory, bool isFirstBetter)
    {
        SiloLoad[] loads = [new(0, cpu, memoryUsage, availableMemory, Memory), Idle with { ActivationCount = 1000 }];

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(Others[isFirstBetter ? 0 : 1], await ResourceOptimizedAsync(loads));
        }
    }

    [Theory]
    [InlineData(0.08, false)]
    [InlineData(0.12, true)]
    public async Task The_size_of_the_memory_counts_against_the_largest(double share, bool isSecondBetter)
    {
        // 15 points against 10.5 and up to 5.
        SiloLoad[] loads = [Idle with { ActivationCount = 1000 }, Idle with { ActivationCount = 700, MaxAvailableMemoryBytes = (long)(share * Memory) }];

        Assert.Equal(Others[isSecondBetter ? 1 : 0], await ResourceOptimizedAsync(loads));
    }

    [Theory]
    [InlineData(0.12, 5, true)]
    [InlineData(0.13, 5, false)]
    [InlineData(0.01, 0, false)]
    [InlineData(0, 0, true)]
    [InlineData(1, 40, true)]
    [InlineData(1, 39, false)]
    public async Task The_local_silo_is_preferred_within_its_margin(double cpu, int margin, bool isPreferred)
    {
        SiloLoad[] loads = [Idle with { CpuUsage = cpu }, Idle];

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(Others[isPreferred ? 0 : 1], await ResourceOptimizedAsync(loads, Others[0], new ResourceOptimizedPlacementOptions { LocalSiloPreferenceMargin = margin }));
        }
    }

    [Fact]
    public async Task A_local_silo_that_is_not_compatible_is_not_chosen() =>
        Assert.Contains(await ResourceOptimizedAsync([Idle with { CpuUsage = 1 }, Idle with { CpuUsage = 1 }], Elsewhere), Others[..2]);

    [Fact]
    public async Task Of_many_silos_the_root_of_their_number_is_considered()
    {
        var loads = Enumerable.Repeat(Idle with { CpuUsage = 1 }, Others.Length).ToArray();
        loads[0] = Idle;
        var best = 0;
        for (var i = 0; i < Decisions; i++)
        {
            best += (await ResourceOptimizedAsync(loads)).Equals(Others[0]) ? 1 : 0;
        }

        // A quarter, of which this is more than five deviations to both sides.
        Assert.InRange(best, 15, 85);
    }

    [Fact]
    public async Task The_emptier_of_two_random_silos_is_chosen()
    {
        SiloLoad[] loads = [Idle, Idle with { ActivationCount = 100 }, Idle with { ActivationCount = 200 }];
        var chosen = new List<SiloAddress>();
        for (var i = 0; i < Decisions; i++)
        {
            chosen.Add(await CountBasedAsync(loads, 2));
        }

        Assert.Equal(Others[..2].Order(), chosen.Distinct().Order());
    }

    [Fact]
    public async Task The_emptiest_is_chosen_where_all_are_considered()
    {
        SiloLoad[] loads = [Idle with { ActivationCount = 100 }, Idle with { ActivationCount = 200 }, Idle];
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(Others[2], await CountBasedAsync(loads, 3));
        }
    }

    [Fact]
    public async Task Placements_since_the_last_word_of_a_silo_count()
    {
        Publish([Idle, Idle]);
        var director = new ActivationCountPlacementDirector(Loads, Options.Create(new ActivationCountBasedPlacementOptions()));

        var chosen = new List<SiloAddress>();
        for (var i = 0; i < 10; i++)
        {
            chosen.Add(await director.OnAddActivation(new ActivationCountBasedPlacement(), default, new FixedContext(Elsewhere, Others[..2])));
        }

        Assert.Equal(5, chosen.Count(Others[0].Equals));
    }

    private Task<SiloAddress> ResourceOptimizedAsync(SiloLoad[] loads, SiloAddress? local = null, ResourceOptimizedPlacementOptions? options = null)
    {
        Publish(loads);
        return new ResourceOptimizedPlacementDirector(Loads, Options.Create(options ?? new ResourceOptimizedPlacementOptions()))
            .OnAddActivation(new ResourceOptimizedPlacement(), default, new FixedContext(local ?? Elsewhere, Others[..loads.Length]));
    }

    private Task<SiloAddress> CountBasedAsync(SiloLoad[] loads, int chooseOutOf)
    {
        Publish(loads);
        return new ActivationCountPlacementDirector(Loads, Options.Create(new ActivationCountBasedPlacementOptions { ChooseOutOf = chooseOutOf }))
            .OnAddActivation(new ActivationCountBasedPlacement(), default, new FixedContext(Elsewhere, Others[..loads.Length]));
    }

    private void Publish(SiloLoad[] loads)
    {
        for (var i = 0; i < loads.Length; i++)
        {
            Assert.True(Loads.Publish(Others[i], loads[i]).IsCompletedSuccessfully);
        }
    }
}
