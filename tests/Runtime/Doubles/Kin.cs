namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that hand their child to the test.</summary>
internal static partial class Kin
{
    /// <summary>Has the child once the gate is open, cancelled or not.</summary>
    [RayTask]
    public static int SubmitAfter(string gate, string child)
    {
        Gate.Find(gate).Pass();
        Parcel<ObjectRef<int>>.Deliver(child, Sums.Remote.Increment(41));
        return 0;
    }

    /// <summary>Has a child that no node can run, and waits itself.</summary>
    [RayTask]
    public static int SubmitInfeasible(string gate, string child)
    {
        Parcel<ObjectRef<int>>.Deliver(child, Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 9 }));
        Gate.Find(gate).Pass();
        return 0;
    }

    [RayTask]
    public static async Task<int> AwaitChild(string childGate, string child)
    {
        var submitted = Gated.Remote.PassUnlessCancelledAsync(childGate);
        Parcel<ObjectRef<int>>.Deliver(child, submitted);
        return await submitted;
    }
}
