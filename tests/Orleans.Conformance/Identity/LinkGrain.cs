namespace Orleans.Conformance.Identity;

public sealed class LinkGrain : Grain, ILinkGrain, INamed
{
    private ILinkGrain? _next;

    public Task SetNext(ILinkGrain? next)
    {
        _next = next;
        return Task.CompletedTask;
    }

    public Task<ILinkGrain?> Next() => Task.FromResult(_next);

    public Task<Link> Describe() => Task.FromResult(new Link { Grain = this.AsReference<ILinkGrain>(), Others = { GrainFactory.GetGrain<ILinkGrain>("other") } });

    public async Task<string> FollowToEnd() => _next is null ? this.GetPrimaryKeyString() : await _next.FollowToEnd();

    public Task<string> NameOf(Link link) => link.Grain!.Cast<INamed>().Name();

    public Task<INamed> AsNamed() => Task.FromResult(this.AsReference<INamed>());

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());
}
