using Orleans.Ray.Actors;
using Orleans.Ray.Lambdas;
using Orleans.Ray.Objects;
using Orleans.Ray.State;
using Orleans.Ray.Streams;

namespace Orleans.Ray.Tasks;

/// <summary>The API over one node of this process.</summary>
internal sealed class NodeRay(IExecutionScope scope, Func<Task>? stop = null) : IRay
{
    private const string KillReason = "was killed by Ray.KillAsync";

    private Func<Task>? _stop = stop;

    public static ObjectRef<T> Put<T>(IExecutionScope scope, T value)
    {
        if (value is ObjectRef)
        {
            throw new ArgumentException("The value is an object reference already; put the value itself, or wrap the reference in a list if a reference is what you mean to store.", nameof(value));
        }

        var node = scope.Node;
        using var span = TimelineEvent.Begin(node, TimelineEvent.Put);
        return new ObjectRef<T>(new PutObject<T>(scope.Submitter, value));
    }

    public static ValueTask Free(IReadOnlyList<ObjectRef> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        for (var i = 0; i < references.Count; i++)
        {
            (references[i] ?? throw new ArgumentException($"The reference at index {i} is null.", nameof(references))).UntypedState.Free();
        }

        return default;
    }

    public static ValueTask<bool> Cancel(ObjectRef reference, bool force, bool recursive)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new(reference.UntypedState.Producer is { } producer && Cancel(producer, force, recursive));
    }

    public static ValueTask<bool> Cancel(ObjectRefStream stream, bool force, bool recursive)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(stream.UntypedItems.Cancel(force, recursive));
    }

    public static bool Cancel(ICancellable work, bool force, bool recursive)
    {
        if (force && work is IActorCall or IManagedCall)
        {
            throw new ArgumentException("A call to an actor cannot be cancelled by force; cancel it without, or kill the actor with Ray.KillAsync.", nameof(force));
        }

        return work.Cancel(force, recursive);
    }

    public static async Task KillAsync(ActorHandle actor, bool noRestart, string reason = KillReason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        cancellationToken.ThrowIfCancellationRequested();

        // Until the actor has its name it may turn out to be another one.
        var cell = actor.Reference.Cell;
        await cell.Registration.WaitAsync(cancellationToken).ConfigureAwait(false);
        await (noRestart ? cell.Target.KillAsync(reason) : cell.Target.RestartAsync(reason)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public IRayState State => new StateApi(scope.Node, Scope.Job);

    public ObjectRef<T> Put<T>(T value) => Put(Scope, value);

    public IDisposable Profile(string name) => ProfileSpan.Begin(Scope, name);

    public ValueTask<T> GetAsync<T>(ObjectRef<T> reference, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Getting.GetAsync(reference, timeout, cancellationToken);

    public ValueTask<T[]> GetAsync<T>(IReadOnlyList<ObjectRef<T>> references, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Getting.GetAsync(references, timeout, cancellationToken);

    public T Get<T>(ObjectRef<T> reference, TimeSpan? timeout) => Getting.Get(reference, timeout);

    public T[] Get<T>(IReadOnlyList<ObjectRef<T>> references, TimeSpan? timeout) => Getting.Get(references, timeout);

    public ValueTask<WaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRef<T>> references, int numReturns, TimeSpan? timeout, bool fetchLocal, CancellationToken cancellationToken) =>
        Waiting.WaitAsync(references, numReturns, timeout, fetchLocal, cancellationToken);

    public ValueTask FreeAsync(IReadOnlyList<ObjectRef> references) => Free(references);

    public ValueTask<bool> CancelAsync(ObjectRef reference, bool force, bool recursive) => Cancel(reference, force, recursive);

    Task IRay.KillAsync(ActorHandle actor, bool noRestart, CancellationToken cancellationToken) => KillAsync(actor, noRestart, cancellationToken: cancellationToken);

    public ValueTask<StreamWaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRefStream<T>> streams, int numReturns, TimeSpan? timeout, CancellationToken cancellationToken) =>
        StreamWaiting.WaitAsync(streams, numReturns, timeout, cancellationToken);

    public ValueTask<bool> CancelAsync(ObjectRefStream stream, bool force, bool recursive) => Cancel(stream, force, recursive);

    public async Task<THandle> GetActorAsync<THandle>(string name, string? @namespace, CancellationToken cancellationToken)
        where THandle : ActorHandle, IActorHandle<THandle>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (@namespace is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(@namespace);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var current = Scope;
        var reference = await current.Node.Actors.HoldAsync(@namespace ?? current.Job.Namespace, name, THandle.ActorType).WaitAsync(cancellationToken).ConfigureAwait(false);
        return THandle.FromReference(reference);
    }

    public async ValueTask WaitToSubmitAsync(CancellationToken cancellationToken)
    {
        var current = Scope;
        if (current.Job.PendingTasks?.WaitAsync() is not { IsCompleted: false } wait)
        {
            return;
        }

        // What is to start first may need the very CPU that the waiting task holds.
        var lease = current.CpuLease;
        lease?.BeginWait();
        try
        {
            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (lease is not null)
            {
                await Resumption.WaitAsync(lease).ConfigureAwait(false);
            }
        }
    }

    public Task<PlacementGroup> CreatePlacementGroupAsync(
        IReadOnlyList<Dictionary<string, double>> bundles,
        PlacementStrategy strategy,
        string? name,
        PlacementGroupLifetime lifetime,
        string? @namespace,
        TimeSpan? timeout)
    {
        var current = Scope;
        return Task.FromResult(new PlacementGroup(current.Node.PlacementGroups.Create(current, bundles, strategy, name, lifetime, @namespace, timeout)));
    }

    public Task RemovePlacementGroupAsync(PlacementGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        Scope.Node.PlacementGroups.Remove(group.Id, "Ray.RemovePlacementGroupAsync was called");
        return Task.CompletedTask;
    }

    public Task<PlacementGroup> GetPlacementGroupAsync(string name, string? @namespace)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (@namespace is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(@namespace);
        }

        var current = Scope;
        return Task.FromResult(new PlacementGroup(current.Node.PlacementGroups.Find(@namespace ?? current.Job.Namespace, name)));
    }

    public IReadOnlyList<NodeInfo> Nodes() => [scope.Node.Describe()];

    public IReadOnlyDictionary<string, double> ClusterResources() => scope.Node.Ledger.Totals.ToDictionary();

    public IReadOnlyDictionary<string, double> AvailableResources() => scope.Node.Ledger.Available().ToDictionary();

    /// <summary>The same node for code that does not own it.</summary>
    public NodeRay WithoutStop() => new(scope);

    public ObjectRef<T> Run<T>(Func<T> function, TaskOptions? options) => LambdaTasks.Run(Scope, function, options);

    public ObjectRef<T> Run<T>(Func<CancellationToken, T> function, TaskOptions? options) => LambdaTasks.Run(Scope, function, options);

    public ObjectRef<T> Run<T>(Func<Task<T>> function, TaskOptions? options) => LambdaTasks.Run(Scope, function, options);

    public ObjectRef<T> Run<T>(Func<CancellationToken, Task<T>> function, TaskOptions? options) => LambdaTasks.Run(Scope, function, options);

    public ObjectRef<Unit> Run(Action action, TaskOptions? options) => LambdaTasks.Run(Scope, action, options);

    public ObjectRef<Unit> Run(Func<Task> function, TaskOptions? options) => LambdaTasks.Run(Scope, function, options);

    public ObjectRef<Unit> Run(Func<CancellationToken, Task> function, TaskOptions? options) => LambdaTasks.Run(Scope, function, options);

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _stop, null) is { } stop ? new(stop()) : default;

    // A service may hold one of these for the life of the process and use it inside a task, which then is who submits.
    private IExecutionScope Scope => ExecutionScope.Current is { } current && current is not Job && ReferenceEquals(current.Node, scope.Node)
        ? current
        : scope is Job { IsOpen: false } ? throw new RayNotInitializedException("This Ray node has been stopped.") : scope;
}
