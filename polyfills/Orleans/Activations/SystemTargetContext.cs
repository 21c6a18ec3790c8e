namespace Orleans.Runtime;

/// <summary>
/// A service of the silo that is called through messages. It has one instance, is always there, and its requests
/// interleave at every await.
/// </summary>
internal sealed class SystemTargetContext(ActivationShared shared, GrainId grainId, object instance)
    : TurnContext(shared, new GrainAddress { GrainId = grainId, ActivationId = ActivationId.GetDeterministic(grainId), SiloAddress = shared.Silo })
{
    private readonly GrainLifecycle _lifecycle = new(shared.Logger);

    public override object GrainInstance => instance;

    public override IServiceProvider ActivationServices => Shared.Services;

    public override IGrainLifecycle ObservableLifecycle => _lifecycle;

    public override Task Deactivated => Task.FromException(NotSupported());

    protected override bool IsOpen => true;

    protected override bool IsGone => false;

    protected override bool CanInterleaveAnything => true;

    protected override bool DropsExpired => false;

    /// <summary>Runs work of the service's own as turns.</summary>
    public Task RunAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, Turns).Unwrap();

    public override void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw NotSupported();

    public override void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => throw NotSupported();

    public override void Rehydrate(IRehydrationContext context) => throw NotSupported();

    public override void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw NotSupported();

    protected override bool MayInterleave(Message message, in RunningRequests running) => true;

    protected override void OnMessageTooLate(Message message) => throw NotSupported();

    private static NotSupportedException NotSupported() => new("A system target lives as long as its silo.");
}
