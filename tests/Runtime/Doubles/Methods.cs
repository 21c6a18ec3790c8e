namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor with every kind of method.</summary>
[RayActor]
internal sealed partial class Methods
{
    private int _calls;

    public int Sync() => ++_calls;

    public async Task<int> Task()
    {
        await System.Threading.Tasks.Task.Yield();
        return ++_calls;
    }

    public ValueTask<int> ValueTask() => new(++_calls);

    public void Nothing() => _calls++;

    public async Task NothingTask()
    {
        await System.Threading.Tasks.Task.Yield();
        _calls++;
    }

    public ValueTask NothingValueTask()
    {
        _calls++;
        return default;
    }

    public int Calls() => _calls;
}
