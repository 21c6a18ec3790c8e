namespace Orleans.Runtime;

/// <summary>Ids that this silo has gained and whose entries it is still asking the others for.</summary>
internal sealed class DirectoryRecovery(SiloAddress silo, DirectoryRing before, DirectoryRing after)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _completion.Task;

    public bool Covers(GrainId grainId) => after.IsOwner(silo, grainId) && !before.IsOwner(silo, grainId);

    public DirectoryGain ToGain(MembershipVersion version) => new(silo, before.Silos, after.Silos, version);

    public void Complete() => _completion.TrySetResult();
}
