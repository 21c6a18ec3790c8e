namespace Orleans.Runtime;

public interface IGrainLifecycle : ILifecycleObservable
{
    void AddMigrationParticipant(IGrainMigrationParticipant participant);

    void RemoveMigrationParticipant(IGrainMigrationParticipant participant);
}
