using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Membership;

/// <summary>Hears what becomes of one silo.</summary>
internal sealed class StatusRecorder(SiloAddress silo) : ISiloStatusListener
{
    private readonly List<SiloStatus> _seen = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SiloStatus[] Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (!updatedSilo.Equals(silo))
        {
            return;
        }

        lock (_seen)
        {
            _seen.Add(status);
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task WaitForAsync(SiloStatus status)
    {
        while (true)
        {
            Task changed;
            lock (_seen)
            {
                if (_seen.Contains(status))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.Soon();
        }
    }
}
