using global::EvolutionStrategies.Evolution;
using Orleans.Ray.Tests.Doubles;

namespace Orleans.Ray.Samples.Tests.EvolutionStrategies;

public sealed class PopulationTests
{
    private static readonly EvolutionOptions Small = new() { Noise = 100_000, Directions = 40 };

    [Fact]
    public async Task Twenty_actors_read_one_block_of_noise()
    {
        await using var ray = await Ray.InitAsync();
        var noise = NoiseBlock.Remote.Make(Small.Noise, Small.Seed);
        await using (var population = await Population.CreateAsync(Small, noise))
        {
            await population.AdvanceAsync();
            await population.AdvanceAsync();

            var block = Assert.Single(await Ray.State.ListMemoryAsync());
            var bytes = Small.Noise * sizeof(float);
            Assert.Equal(noise.Id, block.Id);
            Assert.Equal(20, block.Pins);
            Assert.InRange(block.Size, bytes, bytes + 4096);
            var store = Assert.Single(await Ray.State.SummarizeObjectStoresAsync());
            Assert.Equal(1, store.Objects);
            Assert.InRange(store.UsedBytes, bytes, bytes + 4096);
            Assert.InRange(store.PinnedBytes, bytes, store.UsedBytes);
        }

        // Actors that have ended give it back, without the help of the collector; the reference keeps it.
        await WaitForCondition.HoldsAsync(static async () => Assert.Single(await Ray.State.ListMemoryAsync()).Pins == 0);
        GC.KeepAlive(noise);
    }

    [Fact]
    public async Task The_result_does_not_depend_on_how_many_actors_explore()
    {
        var alone = await EvolveAsync(Small with { Actors = 1 }, generations: 3);
        Assert.Equal(alone, await EvolveAsync(Small with { Actors = 7 }, generations: 3));
        Assert.Equal(alone, await EvolveAsync(Small with { Actors = 50 }, generations: 3));
        Assert.NotEqual(alone, await EvolveAsync(Small with { Seed = 2 }, generations: 3));
    }

    [Fact]
    public async Task The_pole_stays_up_for_longer_from_generation_to_generation()
    {
        var generations = await EvolveAsync(Small with { Directions = 100 }, generations: 12);
        Assert.Equal(Enumerable.Range(1, 12), generations.Select(static generation => generation.Number));
        Assert.True(generations.Max(static generation => generation.Mean) > 4 * generations[0].Mean, string.Join(Environment.NewLine, generations));
    }

    private static async Task<List<Generation>> EvolveAsync(EvolutionOptions options, int generations)
    {
        await using var ray = await Ray.InitAsync();
        await using var population = await Population.CreateAsync(options, NoiseBlock.Remote.Make(options.Noise, options.Seed));
        var result = new List<Generation>();
        for (var i = 0; i < generations; i++)
        {
            result.Add(await population.AdvanceAsync());
        }

        return result;
    }
}
