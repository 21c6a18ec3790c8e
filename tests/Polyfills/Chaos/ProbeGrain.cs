using Orleans.Runtime;

namespace Orleans.Polyfills.Chaos;

public sealed class ProbeGrain(ILocalSiloDetails silo) : Grain, IProbeGrain
{
    private readonly List<int> _notes = [];
    private int _count;
    private string? _report;

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<int> Count() => Task.FromResult(++_count);

    public Task<int> CountInVain() => Count();

    public Task NoteSoon(int number) => Note(number);

    public Task Note(int number)
    {
        _notes.Add(number);
        return Task.CompletedTask;
    }

    public Task<int[]> Notes() => Task.FromResult(_notes.ToArray());

    public async Task Block(string name)
    {
        Signals.Set($"{name}/began");
        await Signals.Wait($"{name}/release");
        Signals.Set($"{name}/ended");
    }

    public Task StartTimer(string signal)
    {
        this.RegisterGrainTimer(
            () =>
            {
                Signals.Raise(signal);
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5)));
        return Task.CompletedTask;
    }

    public Task ReportDeactivation(string signal)
    {
        _report = signal;
        return Task.CompletedTask;
    }

    public Task<SiloAddress> Ask(IProbeGrain other) => other.Where();

    public Task Post(int number) => Note(number);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_report is not null)
        {
            Signals.Set(_report);
        }

        return Task.CompletedTask;
    }
}
