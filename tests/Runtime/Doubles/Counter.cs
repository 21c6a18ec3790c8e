namespace Orleans.Ray.Tests.Doubles;

/// <summary>Counts, as in Ray's first example.</summary>
[RayActor]
internal sealed partial class Counter(int start = 0)
{
    private int _value = start;

    public int Increment(int by = 1) => _value += by;

    public int Value() => _value;

    public int Fail(string message) => throw new InvalidOperationException(message);

    public int IncrementThenFail(string message)
    {
        _value++;
        throw new InvalidOperationException(message);
    }

    public ActorId? Self() => RayContext.Current.ActorId;
}
