using Orleans.Services;

namespace Orleans.Runtime;

public abstract partial class GrainService : SystemTarget, IGrainService
{
    private readonly ILogger _logger;

    [Obsolete("Use the constructor that takes an id, the silo and a logger factory.")]
    protected GrainService()
        : base(default) => throw new InvalidOperationException("A grain service needs its id, its silo and a logger factory.");

    protected GrainService(GrainId grainId, Silo silo, ILoggerFactory loggerFactory)
        : base(grainId)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _logger = loggerFactory.CreateLogger(GetType());
    }

    protected enum GrainServiceStatus
    {
        Booting,
        Started,
        Stopped,
    }

    protected CancellationTokenSource StoppedCancellationTokenSource { get; } = new();

    protected int RangeSerialNumber { get; private set; }

    protected IRingRange RingRange { get; private set; } = RangeFactory.CreateFullRange();

    protected GrainServiceStatus Status { get; set; }

    internal bool IsStopped => Status == GrainServiceStatus.Stopped;

    public virtual Task Init(IServiceProvider serviceProvider) => Task.CompletedTask;

    public virtual Task Start()
    {
        StartInBackgroundAsync();
        Status = GrainServiceStatus.Started;
        return Task.CompletedTask;
    }

    public virtual async Task Stop()
    {
        await StoppedCancellationTokenSource.CancelAsync();
        Status = GrainServiceStatus.Stopped;
    }

    public virtual Task OnRangeChange(IRingRange oldRange, IRingRange newRange, bool increased)
    {
        RingRange = newRange;
        RangeSerialNumber++;
        return Task.CompletedTask;
    }

    protected virtual Task StartInBackground() => Task.CompletedTask;

    /// <summary>The range at the start; later ones come as changes.</summary>
    internal void SetRange(IRingRange range) => RingRange = range;

    private async void StartInBackgroundAsync()
    {
        try
        {
            await StartInBackground();
        }
        catch (Exception exception)
        {
            LogBackgroundFailed(_logger, GrainId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The background part of the start of {Service} failed.")]
    private static partial void LogBackgroundFailed(ILogger logger, GrainId service, Exception exception);
}
