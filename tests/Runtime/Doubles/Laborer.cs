namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that lets tasks do the work.</summary>
[RayActor]
internal sealed partial class Laborer
{
    public int Add(int x, int y) => Ray.Get(Sums.Remote.Add(x, y));

    public async Task<int> AddAsync(int x, int y) => await Sums.Remote.Add(x, y);

    public async Task<int> AddAndWait(int x, int y)
    {
        var sum = Sums.Remote.Add(x, y);
        var (ready, _) = await Ray.WaitAsync([sum]);
        return Ray.Get(ready[0]);
    }
}
