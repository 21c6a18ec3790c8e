using Orleans.Concurrency;

namespace Orleans.Polyfills.Calls;

public interface ISlowGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:02")]
    Task Run();

    [ResponseTimeout("00:00:02")]
    Task Queue();

    [AlwaysInterleave]
    Task WaitUntilRunning();

    [AlwaysInterleave]
    Task Release();

    Task Touch();

    Task Wait();

    [OneWay]
    Task Note();
}
