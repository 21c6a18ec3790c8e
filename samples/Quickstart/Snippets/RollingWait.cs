namespace Quickstart.Snippets;

/// <summary>Wait, in a loop: whenever a task is done the next one is submitted, so that never more than five are under way.</summary>
internal static partial class RollingWait
{
    public const int Window = 5;
    public const int Total = 100;

    [RayTask]
    public static async Task<int> Process(int item)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1 + (item * 7 % 5)));
        return item;
    }

    public static Snippet<List<int>> FiveInFlight { get; } = new("Wait: 100 tasks, five in flight", async () =>
    {
        var done = new List<int>();
        var inFlight = Enumerable.Range(0, Window).Select(i => RollingWait.Remote.Process(i)).ToList();
        for (var next = Window; inFlight.Count > 0; next++)
        {
            var (ready, remaining) = await Ray.WaitAsync(inFlight, numReturns: 1);
            done.Add(await ready[0]);
            inFlight = [.. remaining];
            if (next < Total)
            {
                inFlight.Add(RollingWait.Remote.Process(next));
            }
        }

        return done;
    },
    static done => $"{done.Count} completions, the first of them {string.Join(", ", done.Take(8))} ...");
}
