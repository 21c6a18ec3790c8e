using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Polyfills.Clients;

[Reentrant]
internal sealed class PagingGrain : Grain, IPagingGrain, IIncomingGrainCallFilter
{
    private static readonly AsyncLocal<GrainId> Source = new();

    public Task<string> Page(IPager pager, string text) => pager.Page(text);

    public Task Beep(IPager pager, string text)
    {
        pager.Beep(text);
        return Task.CompletedTask;
    }

    public Task Wait(IPager pager, string started, CancellationToken cancellationToken) => pager.Wait(started, cancellationToken);

    public Task<GrainId> Caller() => Task.FromResult(Source.Value);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Source.Value = context.SourceId.GetValueOrDefault();
        await context.Invoke();
    }
}
