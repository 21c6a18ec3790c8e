namespace Orleans.Runtime;

/// <summary>Makes the silo take part in a directory; null where no grain of this silo can be registered in it.</summary>
internal sealed class DirectoryParticipant(RingDirectory? directory) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        if (directory is not null)
        {
            lifecycle.Subscribe(directory.GetType().Name, ServiceLifecycleStage.RuntimeInitialize, _ =>
            {
                directory.Join();
                return Task.CompletedTask;
            });
        }
    }
}
