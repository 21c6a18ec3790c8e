using Orleans.Runtime;

namespace Orleans.Polyfills.Chaos.Suite;

public abstract class LedgerGrain : Grain
{
    private static readonly TimeSpan TimerPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Guid _id = Guid.NewGuid();
    private readonly Ledger _ledger;
    private int _running;
    private bool _isActive;
    private bool _hasEnded;
    private IGrainTimer? _timer;

    private protected LedgerGrain(Ledger ledger) => _ledger = ledger;

    protected abstract bool IsReentrant { get; }

    public Task<Guid> Identify() => Task.FromResult(_id);

    public Task<long> Apply(long operation) => RunAsync(operation, static () => Task.CompletedTask);

    // Off the silo's clock: the work of a grain does not stand still with its silo's timers.
    public Task<long> ApplySlowly(long operation, TimeSpan duration) => RunAsync(operation, () => Task.Delay(duration));

    public Task<long> Relay(long operation, string other, bool otherIsReentrant, long otherOperation) =>
        RunAsync(operation, () => GrainFactory.GetLedgerGrain(other, otherIsReentrant).Apply(otherOperation));

    public Task<long> Tell(long operation, ILedgerObserver observer, long notice) => RunAsync(
        operation,
        () =>
        {
            observer.OnNotice(notice);
            return Task.CompletedTask;
        });

    public Task Post(long operation) => RunAsync(operation, static () => Task.CompletedTask);

    public Task StartTimer()
    {
        _timer ??= this.RegisterGrainTimer(
            () =>
            {
                Check("timer tick");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimerPeriod, TimerPeriod));
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _isActive = true;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _hasEnded = true;
        return Task.CompletedTask;
    }

    private async Task<long> RunAsync(long operation, Func<Task> work)
    {
        Check($"operation {operation}");
        _ledger.Run(operation);
        _running++;
        if (_running > 1 && !IsReentrant)
        {
            _ledger.Report($"{this.GetGrainId()} runs {_running} requests at a time");
        }

        try
        {
            await work();
            return operation;
        }
        finally
        {
            _running--;
        }
    }

    private void Check(string what)
    {
        if (!_isActive || _hasEnded)
        {
            _ledger.Report($"{what} ran on an activation of {this.GetGrainId()} that {(_hasEnded ? "had ended" : "had not begun")}");
        }
    }
}
