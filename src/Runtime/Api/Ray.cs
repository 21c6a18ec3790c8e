using Orleans.Ray.Actors;
using System.Runtime.CompilerServices;
using Orleans.Ray.Lambdas;
using Orleans.Ray.Objects;
using Orleans.Ray.Streams;
using Orleans.Ray.Tasks;

namespace Orleans.Ray;

/// <summary>
/// The static face of the current <see cref="IRay"/>, for scripts and for code inside tasks and actors, where it is the node's own.
/// </summary>
public static class Ray
{
    /// <summary>The current node or cluster: that of the task, else that which this flow of execution started, else the last one that the process started.</summary>
    /// <exception cref="RayNotInitializedException">There is none.</exception>
    public static IRay Current => CurrentScope switch
    {
        Job { Api: { } driver } => driver,
        var scope => new NodeRay(scope),
    };

    /// <summary>Whether there is a current node or cluster.</summary>
    public static bool IsInitialized => Drivers.FindScope() is not null;

    internal static IExecutionScope CurrentScope => Drivers.FindScope()
        ?? throw new RayNotInitializedException("Ray is not initialized in this process. Call `await using var ray = await Ray.InitAsync();` first, or host a node with AddRay.");

    /// <summary>Starts a cluster of one node in this process.</summary>
    /// <param name="configure">Sets the node's options.</param>
    /// <returns>The node; disposing of it stops it.</returns>
    /// <exception cref="InvalidOperationException">The caller has started one already, or <c>Orleans.Ray.Silo</c> is not referenced.</exception>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    // Not async: the scope is set in the caller's own flow of execution.
    public static Task<IRay> InitAsync(Action<RayOptions>? configure = null)
    {
        var options = new RayOptions();
        configure?.Invoke(options);
        options.Validate();
        var job = Drivers.Enter(options);
        return EmbeddedNode.StartAsync(options, job);
    }

    /// <inheritdoc cref="IRay.Put{T}"/>
    public static ObjectRef<T> Put<T>(T value) => NodeRay.Put(CurrentScope, value);

    /// <inheritdoc cref="IRay.Run{T}(Func{T}, TaskOptions?)"/>
    public static ObjectRef<T> Run<T>(Func<T> function, TaskOptions? options = null) => LambdaTasks.Run(CurrentScope, function, options);

    /// <inheritdoc cref="IRay.Run{T}(Func{CancellationToken, T}, TaskOptions?)"/>
    public static ObjectRef<T> Run<T>(Func<CancellationToken, T> function, TaskOptions? options = null) => LambdaTasks.Run(CurrentScope, function, options);

    /// <inheritdoc cref="IRay.Run{T}(Func{Task{T}}, TaskOptions?)"/>
    public static ObjectRef<T> Run<T>(Func<Task<T>> function, TaskOptions? options = null) => LambdaTasks.Run(CurrentScope, function, options);

    /// <inheritdoc cref="IRay.Run{T}(Func{CancellationToken, Task{T}}, TaskOptions?)"/>
    public static ObjectRef<T> Run<T>(Func<CancellationToken, Task<T>> function, TaskOptions? options = null) => LambdaTasks.Run(CurrentScope, function, options);

    /// <inheritdoc cref="IRay.Run(Action, TaskOptions?)"/>
    public static ObjectRef<Unit> Run(Action action, TaskOptions? options = null) => LambdaTasks.Run(CurrentScope, action, options);

    /// <inheritdoc cref="IRay.Run(Func{Task}, TaskOptions?)"/>
    public static ObjectRef<Unit> Run(Func<Task> function, TaskOptions? options = null) => LambdaTasks.Run(CurrentScope, function, options);

    /// <inheritdoc cref="IRay.Run(Func{CancellationToken, Task}, TaskOptions?)"/>
    public static ObjectRef<Unit> Run(Func<CancellationToken, Task> function, TaskOptions? options = null) => LambdaTasks.Run(CurrentScope, function, options);

    /// <inheritdoc cref="IRay.GetAsync{T}(ObjectRef{T}, TimeSpan?, CancellationToken)"/>
    public static ValueTask<T> GetAsync<T>(ObjectRef<T> reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Getting.GetAsync(reference, timeout, cancellationToken);

    /// <inheritdoc cref="IRay.GetAsync{T}(IReadOnlyList{ObjectRef{T}}, TimeSpan?, CancellationToken)"/>
    public static ValueTask<T[]> GetAsync<T>(IReadOnlyList<ObjectRef<T>> references, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Getting.GetAsync(references, timeout, cancellationToken);

    /// <inheritdoc cref="IRay.Get{T}(ObjectRef{T}, TimeSpan?)"/>
    public static T Get<T>(ObjectRef<T> reference, TimeSpan? timeout = null) => Getting.Get(reference, timeout);

    /// <inheritdoc cref="IRay.Get{T}(IReadOnlyList{ObjectRef{T}}, TimeSpan?)"/>
    public static T[] Get<T>(IReadOnlyList<ObjectRef<T>> references, TimeSpan? timeout = null) => Getting.Get(references, timeout);

    /// <inheritdoc cref="IRay.WaitAsync{T}(IReadOnlyList{ObjectRef{T}}, int, TimeSpan?, bool, CancellationToken)"/>
    public static ValueTask<WaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRef<T>> references, int numReturns = 1, TimeSpan? timeout = null, bool fetchLocal = true, CancellationToken cancellationToken = default) =>
        Waiting.WaitAsync(references, numReturns, timeout, fetchLocal, cancellationToken);

    /// <inheritdoc cref="IRay.WaitAsync{T}(IReadOnlyList{ObjectRefStream{T}}, int, TimeSpan?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static ValueTask<StreamWaitResult<T>> WaitAsync<T>(IReadOnlyList<ObjectRefStream<T>> streams, int numReturns = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        StreamWaiting.WaitAsync(streams, numReturns, timeout, cancellationToken);

    /// <inheritdoc cref="IRay.FreeAsync"/>
    public static ValueTask FreeAsync(IReadOnlyList<ObjectRef> references) => NodeRay.Free(references);

    /// <inheritdoc cref="IRay.CancelAsync(ObjectRef, bool, bool)"/>
    public static ValueTask<bool> CancelAsync(ObjectRef reference, bool force = false, bool recursive = true) => NodeRay.Cancel(reference, force, recursive);

    /// <inheritdoc cref="IRay.CancelAsync(ObjectRefStream, bool, bool)"/>
    [OverloadResolutionPriority(-1)]
    public static ValueTask<bool> CancelAsync(ObjectRefStream stream, bool force = false, bool recursive = true) => NodeRay.Cancel(stream, force, recursive);

    /// <inheritdoc cref="IRay.GetActorAsync{THandle}"/>
    public static Task<THandle> GetActorAsync<THandle>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where THandle : ActorHandle, IActorHandle<THandle> => Current.GetActorAsync<THandle>(name, @namespace, cancellationToken);

    /// <inheritdoc cref="IRay.KillAsync"/>
    public static Task KillAsync(ActorHandle actor, bool noRestart = true, CancellationToken cancellationToken = default) => NodeRay.KillAsync(actor, noRestart, cancellationToken: cancellationToken);

    /// <summary>
    /// Ends the actor that the running method belongs to, when that method has ended: calls that wait or run otherwise fail with
    /// <see cref="ActorDiedException"/>, the dispose method runs, and the actor is not constructed again. Ray's <c>exit_actor</c>.
    /// </summary>
    /// <remarks>The method goes on after this, and its caller gets what it returns.</remarks>
    /// <exception cref="InvalidOperationException">The code that calls is no method of an actor.</exception>
    public static void ExitActor()
    {
        if (ExecutionScope.Current is not IActorCall call)
        {
            throw new InvalidOperationException("Ray.ExitActor ends the actor that calls it, and this is no method of an actor. To end another one, dispose of its handles or call Ray.KillAsync; in a constructor, throw.");
        }

        call.Exit();
    }

    /// <inheritdoc cref="IRay.State"/>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    public static IRayState State => Current.State;

    /// <inheritdoc cref="IRay.Profile"/>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    public static IDisposable Profile(string name) => Current.Profile(name);

    /// <inheritdoc cref="IRay.WaitToSubmitAsync"/>
    public static ValueTask WaitToSubmitAsync(CancellationToken cancellationToken = default) => Current.WaitToSubmitAsync(cancellationToken);

    /// <inheritdoc cref="IRay.CreatePlacementGroupAsync"/>
    public static Task<PlacementGroup> CreatePlacementGroupAsync(
        IReadOnlyList<Dictionary<string, double>> bundles,
        PlacementStrategy strategy = PlacementStrategy.Pack,
        string? name = null,
        PlacementGroupLifetime lifetime = PlacementGroupLifetime.NonDetached,
        string? @namespace = null,
        TimeSpan? timeout = null) => Current.CreatePlacementGroupAsync(bundles, strategy, name, lifetime, @namespace, timeout);

    /// <inheritdoc cref="IRay.RemovePlacementGroupAsync"/>
    public static Task RemovePlacementGroupAsync(PlacementGroup group) => Current.RemovePlacementGroupAsync(group);

    /// <inheritdoc cref="IRay.GetPlacementGroupAsync"/>
    public static Task<PlacementGroup> GetPlacementGroupAsync(string name, string? @namespace = null) => Current.GetPlacementGroupAsync(name, @namespace);

    /// <inheritdoc cref="IRay.Nodes"/>
    public static IReadOnlyList<NodeInfo> Nodes() => Current.Nodes();

    /// <inheritdoc cref="IRay.ClusterResources"/>
    public static IReadOnlyDictionary<string, double> ClusterResources() => Current.ClusterResources();

    /// <inheritdoc cref="IRay.AvailableResources"/>
    public static IReadOnlyDictionary<string, double> AvailableResources() => Current.AvailableResources();
}
