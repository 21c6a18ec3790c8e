using System.Diagnostics;

namespace Orleans.Ray.Tests.Races;

/// <summary>Anything at once.</summary>
public sealed class RandomGraphTests
{
    private const int Submitters = 4;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_object_of_random_graphs_comes_and_the_ledger_is_back_at_its_totals(int cpus)
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = cpus;
            o.NumGpus = 2;
        });
        var seed = Random.Shared.Next();
        var watch = Stopwatch.StartNew();

        var wrong = await Task.WhenAll(Enumerable.Range(0, Submitters).Select(submitter => Task.Run(async () =>
        {
            var random = new Random(seed ^ submitter);
            string? found = null;
            while (found is null && watch.Elapsed < Duration)
            {
                found = await CheckOneAsync(random);
            }

            return found is null ? null : $"seed {seed}, submitter {submitter}: {found}";
        })));

        Assert.Empty(wrong.OfType<string>());
        await WaitForCondition.HoldsAsync(() => IsWhole(ray), $"the ledger is whole after seed {seed}");
    }

    private static async Task<string?> CheckOneAsync(Random random)
    {
        foreach (var planned in await new RandomGraph(random).SubmitAsync())
        {
            if (await planned.CheckAsync() is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static bool IsWhole(IRay ray)
    {
        var (totals, free) = (ray.ClusterResources(), ray.AvailableResources());
        return totals.Count == free.Count && totals.All(total => free.GetValueOrDefault(total.Key) == total.Value);
    }
}
