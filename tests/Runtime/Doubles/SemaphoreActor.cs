namespace Orleans.Ray.Tests.Doubles;

/// <summary>Lets a number of callers in at once, in the order in which they came.</summary>
[RayActor]
internal sealed partial class SemaphoreActor(int permits = 1)
{
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _permits = permits;

    public Task Acquire()
    {
        if (_permits > 0)
        {
            _permits--;
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource();
        _waiting.Enqueue(turn);
        return turn.Task;
    }

    public void Release()
    {
        if (_waiting.TryDequeue(out var next))
        {
            next.SetResult();
        }
        else
        {
            _permits++;
        }
    }

    public bool Locked() => _permits == 0;
}
