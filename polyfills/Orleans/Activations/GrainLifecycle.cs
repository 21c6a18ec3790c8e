namespace Orleans.Runtime;

internal sealed class GrainLifecycle(ILogger logger) : LifecycleSubject(logger), IGrainLifecycle
{
    private List<IGrainMigrationParticipant>? _participants;

    public void AddMigrationParticipant(IGrainMigrationParticipant participant) => (_participants ??= []).Add(participant);

    public void RemoveMigrationParticipant(IGrainMigrationParticipant participant) => _participants?.Remove(participant);

    public void OnDehydrate(IDehydrationContext context) => _participants?.ForEach(participant => participant.OnDehydrate(context));

    public void OnRehydrate(IRehydrationContext context) => _participants?.ForEach(participant => participant.OnRehydrate(context));
}
