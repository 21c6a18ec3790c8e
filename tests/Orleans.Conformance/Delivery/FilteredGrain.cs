using Orleans.Runtime;

namespace Orleans.Conformance.Delivery;

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> Say(string text) => Task.FromResult(text);

    public Task<List<string>> Trace() => Task.FromResult(((string?)RequestContext.Get("trace") ?? string.Empty).Split(',').ToList());

    public Task Fail() => throw new InvalidOperationException("filtered");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        TraceFilter.Add("grain");
        await context.Invoke();
        if (context.MethodName == nameof(Say))
        {
            context.Result = $"<{context.Result}>";
        }
    }
}
