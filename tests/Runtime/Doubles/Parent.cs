namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that has tasks and an actor of its own.</summary>
[RayActor]
internal sealed partial class Parent(int start)
{
    private readonly Counter.Handle _child = Counter.Remote.Create(0);
    private int _inChild;

    public int AddInTask(int value) => Ray.Get(Sums.Remote.Add(start, value));

    public async Task<int> AddInTaskAsync(int value) => await Sums.Remote.Add(start, value);

    public int AddInChild(int value)
    {
        var step = start + value - _inChild;
        _inChild += step;
        return Ray.Get(_child.Increment(step));
    }
}
