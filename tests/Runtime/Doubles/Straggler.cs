namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose call goes on after the actor was killed.</summary>
[RayActor(NumCpus = 1)]
internal sealed partial class Straggler
{
    public async Task<int> PassThenAwait(string gate, string waiting, string resumed, List<ObjectRef<int>> references)
    {
        Gate.Find(gate).Pass();
        var pending = AwaitAsync(references[0]);
        Parcel<int>.Deliver(waiting, 0);
        var value = await pending;
        Parcel<int>.Deliver(resumed, value);
        return value;
    }

    private static async Task<int> AwaitAsync(ObjectRef<int> reference) => await reference;
}
