using Orleans.Runtime;

namespace Orleans.Polyfills.Clients;

public interface IPagingGrain : IGrainWithStringKey
{
    Task<string> Page(IPager pager, string text);

    Task Beep(IPager pager, string text);

    Task Wait(IPager pager, string started, CancellationToken cancellationToken);

    Task<GrainId> Caller();
}
