namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose methods have several returns, and fail or crash in their first attempts.</summary>
[RayActor(MaxRestarts = -1)]
internal sealed partial class RetriedReturnsActor
{
    private int _calls;

    [ActorMethod(NumReturns = 2, MaxTaskRetries = 3, RetryExceptions = true)]
    public (int Attempt, int Calls) Fail(int attempts) => (Attempt(attempts, static message => new InvalidOperationException(message)), ++_calls);

    [ActorMethod(NumReturns = 2, MaxTaskRetries = 3)]
    public (int Attempt, int Calls) Crash(int attempts) => (Attempt(attempts, static message => new WorkerCrashedException(message)), ++_calls);

    [ActorMethod(NumReturns = -1, MaxTaskRetries = 3, RetryExceptions = true)]
    public int[] Many(int count, int attempts)
    {
        var attempt = Attempt(attempts, static message => new InvalidOperationException(message));
        return [.. Enumerable.Repeat(attempt, count)];
    }

    private int Attempt(int attempts, Func<string, Exception> failure)
    {
        var attempt = RayContext.Current.Attempt;
        if (attempt >= attempts)
        {
            return attempt;
        }

        _calls++;
        throw failure($"attempt {attempt}");
    }
}
