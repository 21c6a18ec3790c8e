namespace Benchmarks;

[RayActor]
internal sealed partial class Counter
{
    private int _value;

    public int Increment() => ++_value;
}
