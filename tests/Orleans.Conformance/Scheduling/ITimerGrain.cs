using Orleans.Concurrency;

namespace Orleans.Conformance.Scheduling;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(string signal, int ticks, bool fail);

    Task StartAndBlock(string ticked, bool interleave, string started, string release);

    Task<bool> StartAndDispose();

    Task StartChanged(string signal);

    Task StartWithToken(string started, string cancelled);

    Task StartRegistering(string ticked, string cancelled);

    Task StopAll();

    [AlwaysInterleave]
    Task<int> Overlapping();
}
