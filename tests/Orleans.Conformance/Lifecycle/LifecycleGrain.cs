using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifecycle;

public sealed class LifecycleGrain : Grain, ILifecycleGrain
{
    private readonly List<string> _log = [];
    private string? _signal;

    public LifecycleGrain(IGrainContext context)
    {
        _log.Add("constructor");
        foreach (var stage in new[] { GrainLifecycleStage.SetupState, GrainLifecycleStage.First, GrainLifecycleStage.Activate - 1 })
        {
            context.ObservableLifecycle.Subscribe(nameof(LifecycleGrain), stage, _ => Add($"start {stage}"), _ => Add($"stop {stage}"));
        }
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Add("activate");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Add("deactivate");

    public Task<List<string>> Log() => Task.FromResult(_log);

    public Task End(string signal)
    {
        _signal = signal;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task Add(string entry)
    {
        _log.Add(entry);
        if (entry == $"stop {GrainLifecycleStage.First}")
        {
            Signals.Set(_signal!, _log);
        }

        return Task.CompletedTask;
    }
}
