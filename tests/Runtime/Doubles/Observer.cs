namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that looks at where it runs.</summary>
[RayActor]
internal sealed partial class Observer
{
    private readonly Whereabouts _born = Whereabouts.Now();

    public int[] GpuIds() => [.. RayContext.Current.GpuIds];

    public Whereabouts Born() => _born;

    public Whereabouts Here() => Whereabouts.Now();

    public async Task<Whereabouts[]> AllAlong()
    {
        var before = Whereabouts.Now();
        await Task.Yield();
        var afterYield = Whereabouts.Now();
        await Contexts.Remote.Here();
        var afterObject = Whereabouts.Now();
        var inTaskRun = await Task.Run(Whereabouts.Now);
        return [before, afterYield, afterObject, inTaskRun, Whereabouts.Now()];
    }
}
