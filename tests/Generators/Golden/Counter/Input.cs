namespace Samples;

/// <summary>Counts.</summary>
/// <param name="start">Where to start.</param>
[RayActor(NumCpus = 1, MaxRestarts = 3)]
public sealed partial class Counter(int start = 0)
{
    private int _value = start;

    /// <summary>The value; not part of the handle.</summary>
    public int Value => _value;

    /// <summary>Adds to the count.</summary>
    /// <param name="by">How much to add.</param>
    /// <returns>The count after.</returns>
    public int Increment(int by = 1) => _value += by;

    public void Reset() => _value = 0;
}

/// <summary>Reads beside its other work.</summary>
[RayActor(MaxRestarts = 1, MaxPendingCalls = 100)]
[ConcurrencyGroup("io", 2)]
[ConcurrencyGroup("compute", 4)]
public sealed partial class Reader
{
    [ActorMethod(ConcurrencyGroup = "io", MaxTaskRetries = 5, RetryExceptionTypes = [typeof(System.IO.IOException)])]
    public int Read(string path) => path.Length;

    [ActorMethod(RetryExceptions = true)]
    public int Length() => 0;
}
