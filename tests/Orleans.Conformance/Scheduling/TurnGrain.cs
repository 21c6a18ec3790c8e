namespace Orleans.Conformance.Scheduling;

public sealed class TurnGrain : Grain, ITurnGrain
{
    private readonly List<int> _appended = [];
    private int _inside;
    private int _most;

    public async Task<int> Overlap()
    {
        _most = Math.Max(_most, ++_inside);
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
        }

        _inside--;
        return _most;
    }

    public async Task Append(int value)
    {
        await Task.Yield();
        _appended.Add(value);
    }

    public Task<List<int>> Appended() => Task.FromResult(_appended);

    public async Task<List<string>> Schedulers()
    {
        var own = TaskScheduler.Current;
        var seen = new List<string> { own == TaskScheduler.Default ? "default" : "own" };
        await Task.Yield();
        seen.Add(Describe(own));
        await Task.Delay(1);
        seen.Add(Describe(own));
        await Task.Factory.StartNew(() => seen.Add(Describe(own)));
        await Task.Run(() => seen.Add(Describe(own)));
        seen.Add(Describe(own));
#pragma warning disable ORLEANS0014 // Leaving the scheduler is what is tested.
        await Task.Delay(1).ConfigureAwait(false);
#pragma warning restore ORLEANS0014
        seen.Add(Describe(own));
        return seen;
    }

    public async Task Block(string started, string release)
    {
        Shared.Signals.Set(started);
        await Shared.Signals.Wait(release);
    }

    public Task<int> Sync(int value) => Task.FromResult(value);

    public Task<string> Peek() => Task.FromResult("peeked");

    private static string Describe(TaskScheduler own) =>
        TaskScheduler.Current == own ? "own" : TaskScheduler.Current == TaskScheduler.Default ? "default" : "other";
}
