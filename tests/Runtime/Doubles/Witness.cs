namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor each of whose lives keeps a list of its own of what it was called with.</summary>
[RayActor]
internal sealed partial class Witness
{
    private readonly WitnessedLife _life;

    public Witness(string story) => _life = Story.Find(story).BeginLife();

    public int See(int caller, int number, int failures)
    {
        var runs = _life.Add(caller, number);
        return runs <= failures ? throw new InvalidOperationException($"run {runs}") : number;
    }
}
