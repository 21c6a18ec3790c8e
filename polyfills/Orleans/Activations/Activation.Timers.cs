namespace Orleans.Runtime;

internal sealed partial class Activation
{
    private HashSet<GrainTimer>? _timers;

    public void AddTimer(GrainTimer timer)
    {
        if (_state is ActivationState.Gone)
        {
            throw new InvalidOperationException($"{this} is no longer active.");
        }

        var timers = LazyInitializer.EnsureInitialized(ref _timers);
        lock (timers)
        {
            timers.Add(timer);
        }
    }

    public void RemoveTimer(GrainTimer timer)
    {
        if (_timers is { } timers)
        {
            lock (timers)
            {
                timers.Remove(timer);
            }
        }
    }

    private void DisposeTimers()
    {
        if (_timers is not { } timers)
        {
            return;
        }

        GrainTimer[] all;
        lock (timers)
        {
            all = [.. timers];
            timers.Clear();
        }

        foreach (var timer in all)
        {
            timer.Dispose();
        }
    }
}
