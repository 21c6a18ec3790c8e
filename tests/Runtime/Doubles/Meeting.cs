namespace Orleans.Ray.Tests.Doubles;

/// <summary>An async actor whose calls wait for each other.</summary>
[RayActor]
internal sealed partial class Meeting(int expected)
{
    private readonly TaskCompletionSource _complete = new();
    private int _present;

    public async Task<int> Meet(int who)
    {
        if (++_present == expected)
        {
            _complete.SetResult();
        }

        await _complete.Task;
        return who;
    }
}
