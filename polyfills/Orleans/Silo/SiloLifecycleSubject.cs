namespace Orleans.Runtime;

internal sealed class SiloLifecycleSubject(ILogger<SiloLifecycleSubject> logger) : LifecycleSubject(logger), ISiloLifecycleSubject
{
    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    protected override void OnStageStarted(int stage) => HighestCompletedStage = stage;

    protected override void OnStageStopped(int stage) => LowestStoppedStage = stage;
}
