using System.Diagnostics;
using System.Globalization;

namespace Orleans.Ray.Tests.Races;

/// <summary>Anything at once, checked against what the same graphs give when they run one after the other.</summary>
/// <remarks><c>RAY_STRESS_SECONDS</c> says how long a case lasts, <c>RAY_STRESS_SEED</c> which graphs it makes.</remarks>
public sealed class RandomGraphTests
{
    private const int Submitters = 4;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(FromEnvironment("RAY_STRESS_SECONDS") ?? 2);

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
        var seed = FromEnvironment("RAY_STRESS_SEED") ?? Random.Shared.Next();
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

        Assert.True(wrong.All(static found => found is null), string.Join(Environment.NewLine, wrong.OfType<string>()));
        await WaitForCondition.HoldsAsync(() => IsWhole(ray), $"the ledger is whole after seed {seed}");
        await WaitForCondition.HoldsAsync(() => IsIdleAsync(ray), $"nothing runs or waits any more after seed {seed}");
    }

    private static async Task<string?> CheckOneAsync(Random random)
    {
        try
        {
            var graph = new RandomGraph(random);
            foreach (var planned in await graph.SubmitAsync())
            {
                if (await planned.CheckAsync() is { } wrong)
                {
                    return wrong;
                }
            }

            await graph.SettleAsync();
            return null;
        }
        catch (Exception exception)
        {
            // The caller adds the seed.
            return exception.ToString();
        }
    }

    private static int? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static async Task<bool> IsIdleAsync(IRay ray) =>
        (await ray.State.ListTasksAsync()).All(static task => task.State is TaskState.Finished or TaskState.Failed);

    private static bool IsWhole(IRay ray)
    {
        var (totals, free) = (ray.ClusterResources(), ray.AvailableResources());
        return totals.Count == free.Count && totals.All(total => free.GetValueOrDefault(total.Key) == total.Value);
    }
}
