namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose methods have several returns.</summary>
[RayActor]
internal sealed partial class SeveralActor
{
    private int _calls;

    [ActorMethod(NumReturns = 2)]
    public (int Calls, string Text) Describe(string text) => (++_calls, text);

    [ActorMethod(NumReturns = 3)]
    public async Task<(int, int, int)> DivideAsync(int a, int b)
    {
        await Task.Yield();
        return (a / b, a % b, a);
    }

    [ActorMethod(NumReturns = -1)]
    public IEnumerable<int> Count(int count) => Enumerable.Range(0, count);

    public (int, int) OneTuple() => (1, 2);
}
