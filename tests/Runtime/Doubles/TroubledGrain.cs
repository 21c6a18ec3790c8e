namespace Orleans.Ray.Tests.Doubles;

/// <summary>A grain that touches nothing of the node, and fails as its key says.</summary>
[BottomUpPlacement(Resources = "slot=1")]
internal sealed class TroubledGrain : Grain, ITroubledGrain
{
    public Task<string> HelloAsync() => this.GetPrimaryKeyString() == "throws in a call"
        ? throw new InvalidDataException("a call")
        : Task.FromResult("hello");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (key.StartsWith("waits at ", StringComparison.Ordinal))
        {
            await Gate.Find(key["waits at ".Length..]).PassAsync(cancellationToken);
        }

        if (key == "throws in OnActivateAsync")
        {
            throw new InvalidDataException("no activation");
        }
    }
}
