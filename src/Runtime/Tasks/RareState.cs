using Orleans.Ray.Actors;
using Orleans.Ray.Resources;
using Orleans.Ray.State;

namespace Orleans.Ray.Tasks;

/// <summary>What few invocations need, so that the others do not carry it.</summary>
internal sealed class RareState
{
    /// <summary>Takes the place of a source of a run that has ended. It is cancelled, and linked to nothing.</summary>
    public static readonly LinkedSource ClosedCancellation = new(new CancellationToken(canceled: true));

    /// <summary>Behind the token that the body takes. Made by the body or by who cancels, whichever is first; then closed.</summary>
    public LinkedSource? Cancellation;

    /// <summary>What the scope submits under; made by its first submission.</summary>
    public Submitter? Submitter;

    /// <summary>What the last run threw, until it is published. Written by who runs the invocation.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The attempts before this one.</summary>
    public int Attempt { get; set; }

    /// <summary>See <see cref="IManagedCall"/>.</summary>
    public IManagedCall? Managed { get; set; }

    /// <summary>How many objects the invocation results in, where that was said for it.</summary>
    public int NumReturns { get; set; }

    /// <summary>Those objects, until the invocation has ended: they would keep each other's values alive.</summary>
    public object? Returns { get; set; }

    /// <summary>What the call overrides.</summary>
    public TaskOptions? Options { get; set; }

    /// <summary>The times of a submission that was chosen to be recorded in full; null for others.</summary>
    public TaskTrace? Trace { get; set; }

    /// <summary>The time limits that the invocation is under. Set before its last argument can be there.</summary>
    public WorkLimits? Limits { get; set; }

    /// <summary>Arguments that lie in the object store, and stay there while the run uses them.</summary>
    public List<object>? ReadInPlace { get; set; }

    /// <summary>What the run holds beyond CPU.</summary>
    public ResourceGrant? Grant { get; set; }
}
