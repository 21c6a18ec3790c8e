using Microsoft.Extensions.Logging;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.GrainServices;

public sealed class LedgerService : GrainService, ILedgerService
{
    private readonly Silo _silo;
    private readonly GrainId _id;
    private readonly IGrainFactory _grains;
    private readonly ServiceEvents _events;
    private int _inside;

    public LedgerService(GrainId id, Silo silo, ILoggerFactory loggerFactory, IGrainFactory grains, ServiceEvents events)
        : base(id, silo, loggerFactory)
    {
        _silo = silo;
        _id = id;
        _grains = grains;
        _events = events;
    }

    public override Task Init(IServiceProvider serviceProvider)
    {
        _events.Add($"init {serviceProvider is not null}");
        return base.Init(serviceProvider!);
    }

    public override async Task Start()
    {
        await base.Start();
        _events.Add("start");
    }

    public override async Task Stop()
    {
        _events.Add("stop");
        await base.Stop();
        _events.Add($"stopped {StoppedCancellationTokenSource.IsCancellationRequested}");
    }

    public override async Task OnRangeChange(IRingRange oldRange, IRingRange newRange, bool increased)
    {
        await base.OnRangeChange(oldRange, newRange, increased);
        _events.Add($"range {(increased ? "up" : "down")} {RangeFactory.GetSubRanges(RingRange).SequenceEqual(RangeFactory.GetSubRanges(newRange))}");
    }

    public Task<string> Where() => Task.FromResult(_silo.SiloAddress.ToString());

    public Task<bool> Owns(uint key) => Task.FromResult(RingRange.InRange(key));

    public async Task<int> Overlap(string started, string release)
    {
        var inside = ++_inside;
        Signals.Set(started);
        await Signals.Wait(release);
        return inside;
    }

    public Task<List<string>> Events() => Task.FromResult(_events.All());

    public async Task<string> CallGrain(string key) => await _grains.GetGrain<ILedgerGrain>(key).Answer(_id.ToString());

    public Task Fail() => throw new InvalidOperationException("from the service");

    public async Task<List<string>> Scheduling()
    {
        var own = TaskScheduler.Current;
        var seen = new List<string> { own == TaskScheduler.Default ? "default" : "own" };
        await Task.Yield();
        seen.Add(TaskScheduler.Current == own ? "own" : "other");
        return seen;
    }
}
