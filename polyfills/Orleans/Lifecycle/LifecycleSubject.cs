namespace Orleans.Runtime;

/// <summary>
/// Starts its observers stage by stage, upwards, and stops those of the stages that were started, downwards. Within a
/// stage they run together. A failed start ends the start; a failed stop is logged.
/// </summary>
internal abstract partial class LifecycleSubject(ILogger logger) : ILifecycleSubject
{
    private readonly Lock _gate = new();
    private List<Subscription>? _subscriptions;
    private int? _highest;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observerName);
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_gate)
        {
            (_subscriptions ??= []).Add(subscription);
        }

        return subscription;
    }

    public virtual async Task OnStart(CancellationToken cancellationToken = default)
    {
        if (_subscriptions is null)
        {
            return;
        }

        foreach (var stage in Stages())
        {
            if (cancellationToken.IsCancellationRequested)
            {
                throw new OrleansLifecycleCanceledException($"The start was cancelled before stage {stage.Key}.");
            }

            // Also where it fails: what the stage has started must be stopped.
            _highest = stage.Key;
            await Task.WhenAll(stage.Select(subscription => StartOne(subscription, cancellationToken)));
            OnStageStarted(stage.Key);
        }
    }

    public virtual async Task OnStop(CancellationToken cancellationToken = default)
    {
        if (_subscriptions is null || _highest is not { } highest)
        {
            return;
        }

        foreach (var stage in Enumerable.Reverse(Stages()))
        {
            if (stage.Key > highest)
            {
                continue;
            }

            await Task.WhenAll(stage.Select(subscription => StopOne(subscription, cancellationToken)));
            OnStageStopped(stage.Key);
        }

        _highest = null;
    }

    protected virtual void OnStageStarted(int stage)
    {
    }

    protected virtual void OnStageStopped(int stage)
    {
    }

    private static async Task StartOne(Subscription subscription, CancellationToken cancellationToken) =>
        await subscription.Observer.OnStart(cancellationToken);

    private async Task StopOne(Subscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await subscription.Observer.OnStop(cancellationToken);
        }
        catch (Exception exception)
        {
            LogStopFailed(logger, subscription.Name, subscription.Stage, exception);
        }
    }

    private List<IGrouping<int, Subscription>> Stages()
    {
        lock (_gate)
        {
            return [.. _subscriptions!.GroupBy(subscription => subscription.Stage).OrderBy(stage => stage.Key)];
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions?.Remove(subscription);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} failed to stop at stage {Stage}; stopping goes on.")]
    private static partial void LogStopFailed(ILogger logger, string observer, int stage, Exception exception);

    private sealed class Subscription(LifecycleSubject owner, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name => name;

        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose() => owner.Remove(this);
    }
}
