using Orleans.Runtime;

namespace Orleans.Conformance.Lifecycle;

/// <summary>Does something of the test's at one stage of a silo.</summary>
internal sealed class Participant(int stage, Func<CancellationToken, Task>? start = null, Func<CancellationToken, Task>? stop = null) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe("test", stage, start ?? (static _ => Task.CompletedTask), stop ?? (static _ => Task.CompletedTask));
}
