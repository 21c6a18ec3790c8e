using Orleans.Ray.Resources;

namespace Orleans.Ray.Scheduling;

/// <summary>Work whose arguments are there and that waits only for resources.</summary>
internal interface IReadyWork : IThreadPoolWorkItem
{
    SchedulingClass Class { get; }

    /// <summary>What the work is, in a few words for people.</summary>
    string Describe();

    /// <summary>Where the work stands and what it waits for, in one line for people.</summary>
    string Explain();

    /// <summary>Whether the work was cancelled while it waited; it then takes no resources.</summary>
    bool IsAbandoned { get; }

    /// <summary>The resources that the work holds while it runs.</summary>
    ResourceGrant? Grant { get; }

    /// <summary>Hands over the resources before <see cref="IThreadPoolWorkItem.Execute"/> is called.</summary>
    void Granted(ResourceGrant? grant);

    /// <summary>
    /// Runs the work on this thread. True where it has ended and left its resources to the caller; false where it goes on
    /// asynchronously and will call <see cref="LocalScheduler.Release"/> itself.
    /// </summary>
    bool Run();

    /// <summary>The run has ended: true where its CPU is held, and so the caller's to release.</summary>
    bool CloseLease();

    /// <summary>Ends work that will never run.</summary>
    void Abort(Exception exception);

    /// <summary>Ends work whose placement group was removed, whether it waits, runs, or is an actor that lives.</summary>
    void Evict(RayException reason) => Abort(reason);

    /// <summary>Makes what the run left visible, after its resources have gone elsewhere.</summary>
    void Publish();
}
