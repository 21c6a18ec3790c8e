namespace Orleans.Ray.Tests.Doubles;

/// <summary>Asks for more than there is.</summary>
[BottomUpPlacement(NumCpus = 4000, Memory = 1)]
internal sealed class GiantGrain : Grain, IGiantGrain
{
    public Task HelloAsync() => Task.CompletedTask;
}
