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
