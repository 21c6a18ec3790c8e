namespace Quickstart.Snippets;

/// <summary>A class with [RayActor] becomes an actor: it keeps its state, and runs one call at a time.</summary>
[RayActor]
internal sealed partial class Counter
{
    private int _value;

    public int Increment() => ++_value;
}
