using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Diagnostics;

/// <summary>What a node logs.</summary>
internal sealed partial class RayLog(ILogger<RayLog> logger)
{
    /// <summary>For parts of the node that have messages of their own.</summary>
    public ILogger Logger => logger;

    [LoggerMessage(1, LogLevel.Information, "Ray node {nodeId} started with {resources}, on {engine}.")]
    public partial void NodeStarted(NodeId nodeId, ResourceSet resources, string engine);

    [LoggerMessage(2, LogLevel.Warning, "The dispose method of {actor} threw.")]
    public partial void ActorDisposeFailed(Exception exception, string actor);

    [LoggerMessage(3, LogLevel.Warning, "The name of {actor}, which has ended, could not be released.")]
    public partial void ActorNameNotReleased(Exception exception, string actor);

    [LoggerMessage(4, LogLevel.Warning, "A callback on the cancellation token of task {task} threw.")]
    public partial void CancellationCallbackFailed(Exception exception, string task);

    [LoggerMessage(5, LogLevel.Warning, "Each run of {task} copies about {megabytes} MB that it captures. Ray.Put large values once, and capture the reference.")]
    public partial void LargeCapture(string task, long megabytes);

    [LoggerMessage(6, LogLevel.Warning, "References to {count} objects of this node were serialized. Each of these objects is kept until Ray.FreeAsync or the node's end, since nobody can tell who has the bytes. Free them, or serialize values instead.")]
    public partial void ManyExportedObjects(long count);

    [LoggerMessage(20, LogLevel.Warning, "Whether grain {grain} is active could not be found out; what was reserved for it stays so for now.")]
    public partial void GrainNotFoundOut(Exception exception, string grain);

    [LoggerMessage(30, LogLevel.Warning, "Nobody got this error: {error}")]
    public partial void ErrorNeverObserved(RayErrorInfo error);

    [LoggerMessage(31, LogLevel.Error, "RayOptions.OnUnobservedError threw when it was told of this error: {error}")]
    public partial void UnobservedErrorHandlerFailed(Exception exception, RayErrorInfo error);

    [LoggerMessage(41, LogLevel.Warning, "{message} It waits {timeout} for such a node.")]
    public partial void Infeasible(string message, TimeSpan timeout);

    [LoggerMessage(42, LogLevel.Warning, "Nothing has started for {interval} or more, though {queued} tasks wait for resources and {resuming} to go on. The first: {first}")]
    public partial void WorkStalled(TimeSpan interval, int queued, int resuming, string first);
}
