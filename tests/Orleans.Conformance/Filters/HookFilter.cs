using Orleans.Runtime;

namespace Orleans.Conformance.Filters;

/// <summary>Made by the container, with what it needs.</summary>
public sealed class HookFilter(ILocalSiloDetails silo) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        RequestContext.Set("filtered by", silo.Name);
        return Hooks.Run(context);
    }
}
