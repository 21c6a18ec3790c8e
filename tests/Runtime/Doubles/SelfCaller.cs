namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that calls itself through a handle.</summary>
[RayActor]
internal sealed partial class SelfCaller
{
    private int _calls;

    public ObjectRef<int> CallSelf(SelfCaller.Handle self, int depth)
    {
        _calls++;
        return self.Again(self, depth);
    }

    public int Again(SelfCaller.Handle self, int depth)
    {
        _calls++;
        if (depth > 1)
        {
            self.Again(self, depth - 1);
        }

        return depth;
    }

    public int Calls() => _calls;
}
