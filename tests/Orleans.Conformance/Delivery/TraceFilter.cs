using Orleans.Runtime;

namespace Orleans.Conformance.Delivery;

internal sealed class TraceFilter(string name) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public static void Add(string name)
    {
        var trace = (string?)RequestContext.Get("trace");
        RequestContext.Set("trace", trace is null ? name : $"{trace},{name}");
    }

    public Task Invoke(IIncomingGrainCallContext context) => Pass(context);

    public Task Invoke(IOutgoingGrainCallContext context) => Pass(context);

    private async Task Pass(IGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(IFilteredGrain))
        {
            await context.Invoke();
            return;
        }

        Add(name);
        if (context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is "short-circuit")
        {
            context.Result = "by a filter";
            return;
        }

        try
        {
            await context.Invoke();
        }
        catch (InvalidOperationException exception) when (exception.Message == "filtered" && name == "incoming 1")
        {
            throw new ArgumentException("replaced by a filter");
        }
    }
}
