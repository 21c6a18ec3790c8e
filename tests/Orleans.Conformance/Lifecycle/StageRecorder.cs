using Orleans.Runtime;

namespace Orleans.Conformance.Lifecycle;

/// <summary>Writes down which stages of the silo started and stopped.</summary>
internal sealed class StageRecorder(List<string> log, params int[] stages) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        foreach (var stage in stages)
        {
            lifecycle.Subscribe(nameof(StageRecorder), stage, _ => Add($"start {stage}"), _ => Add($"stop {stage}"));
        }
    }

    private Task Add(string entry)
    {
        lock (log)
        {
            log.Add(entry);
        }

        return Task.CompletedTask;
    }
}
