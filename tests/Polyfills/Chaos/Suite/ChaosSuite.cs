using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>
/// Random calls under random faults. <c>ORLEANS_CHAOS_SEEDS</c> says how many seeds to run, <c>ORLEANS_CHAOS_SEED</c> runs
/// those that it lists, with commas between them. A failure names its seed.
/// </summary>
public sealed class ChaosSuite(ITestOutputHelper output)
{
    private const int DefaultSeeds = 20;

    // Runs wait most of the time.
    private const int Parallelism = 4;

    [Fact]
    public async Task Promises_are_kept_under_faults()
    {
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Seeds(), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (seed, _) =>
        {
            var run = new ChaosRun(seed);
            try
            {
                await run.RunAsync();
            }
            catch (Exception exception)
            {
                run.Ledger.Report(exception.ToString());
            }

            lock (output)
            {
                output.WriteLine($"{run}");
            }

            if (run.Ledger.Violations.Count > 0)
            {
                failures.Enqueue($"{run}{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", run.Ledger.Violations.Take(20))}{Environment.NewLine}{run.Story}");
            }
        });

        Assert.True(failures.IsEmpty, $"Run one again with ORLEANS_CHAOS_SEED=number. {failures.Count} seeds failed:{Environment.NewLine}{string.Join(Environment.NewLine, failures)}");
    }

    [Fact]
    public async Task Requests_that_arrive_twice_are_noticed()
    {
        var run = new ChaosRun(5, requestDuplication: 0.1);
        await run.RunAsync();

        Assert.Contains(run.Ledger.Violations, violation => violation.EndsWith("ran more than once", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silo_that_is_found_dead_after_the_faults_breaks_no_promise()
    {
        var run = new ChaosRun(4, lateDeaths: 1);
        await run.RunAsync();

        Assert.Empty(run.Ledger.Violations);
    }

    private static IEnumerable<int> Seeds() =>
        Environment.GetEnvironmentVariable("ORLEANS_CHAOS_SEED") is { Length: > 0 } seed
            ? seed.Split(',').Select(static number => int.Parse(number, CultureInfo.InvariantCulture))
            : Enumerable.Range(1, Environment.GetEnvironmentVariable("ORLEANS_CHAOS_SEEDS") is { Length: > 0 } count ? int.Parse(count, CultureInfo.InvariantCulture) : DefaultSeeds);
}
