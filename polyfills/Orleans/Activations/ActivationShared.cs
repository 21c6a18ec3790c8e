namespace Orleans.Runtime;

/// <summary>What all activations of one silo have in common.</summary>
internal sealed class ActivationShared(
    IServiceProvider services,
    SiloRuntime runtime,
    RequestMonitor monitor,
    TimeProvider time,
    IEnumerable<IIncomingGrainCallFilter> filters,
    IOptions<SiloMessagingOptions> messagingOptions,
    IOptions<GrainCollectionOptions> collectionOptions,
    IOptions<SchedulingOptions> schedulingOptions,
    GrainReferences references,
    GrainDirectories directories,
    LocalSiloDetails silo,
    ILogger<Grain> logger)
{
    private Catalog? _catalog;
    private GrainLocator? _locator;
    private IGrainRuntime? _grainRuntime;

    public IServiceProvider Services => services;

    public SiloRuntime Runtime => runtime;

    public HeldCancellations Cancellations { get; } = runtime.Cancellations;

    public RequestMonitor Monitor => monitor;

    public TimeProvider Time => time;

    public IIncomingGrainCallFilter[] Filters { get; } = [.. filters];

    public GrainReferences References => references;

    public GrainDirectories Directories => directories;

    public Catalog Catalog => _catalog ??= services.GetRequiredService<Catalog>();

    public GrainLocator Locator => _locator ??= services.GetRequiredService<GrainLocator>();

    public IGrainRuntime GrainRuntime => _grainRuntime ??= services.GetRequiredService<IGrainRuntime>();

    public SiloAddress Silo => silo.SiloAddress;

    public ILogger Logger => logger;

    public int MaxEnqueuedRequests { get; } = messagingOptions.Value.MaxEnqueuedRequestsHardLimit;

    public int MaxEnqueuedStatelessRequests { get; } = messagingOptions.Value.MaxEnqueuedRequestsHardLimit_StatelessWorker;

    public TimeSpan ResponseTimeout => messagingOptions.Value.ResponseTimeout;

    public GrainCollectionOptions Collection => collectionOptions.Value;

    public long QuantumMilliseconds { get; } = (long)schedulingOptions.Value.ActivationSchedulingQuantum.TotalMilliseconds;
}
