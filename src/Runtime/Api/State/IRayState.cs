namespace Orleans.Ray;

/// <summary>What the cluster is doing and has done: listings, summaries, errors and the timeline. Ray's <c>ray.util.state</c>. Reached by <see cref="Ray.State"/> and <see cref="IRay.State"/>.</summary>
/// <remarks>
/// <para>
/// A listing is a snapshot taken while work goes on. It filters, then limits, and says what it left out (<see cref="StateList{T}"/>). Every table is
/// bounded, so rows of what has ended are dropped some time; summaries stay exact.
/// </para>
/// <para>All jobs of the cluster are listed unless a filter names one. Limits are from 1 to 10,000 rows a page.</para>
/// </remarks>
public interface IRayState
{
    /// <summary>Tasks, constructions and calls of actors: those that wait or run, and the recent ones that have ended. One row for each attempt.</summary>
    /// <param name="filter">Which rows; all by default.</param>
    /// <param name="limit">The most rows on this page, up to 10,000.</param>
    /// <param name="cursor">The <see cref="StateList{T}.NextCursor"/> of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1 or above 10,000.</exception>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    Task<StateList<TaskInfo>> ListTasksAsync(TaskFilter? filter = null, int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Actors: those that are pending or alive, and the last thousand that died.</summary>
    /// <inheritdoc cref="ListTasksAsync"/>
    Task<StateList<ActorInfo>> ListActorsAsync(ActorFilter? filter = null, int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Objects: the results to be of tasks and calls that wait or run, and of the ready ones those in the object store that somebody still refers to. Smaller ready objects are the garbage collector's
    /// affair alone, and no table has them (Ray keeps those in their owner's memory).
    /// </summary>
    /// <param name="limit">The most rows on this page, up to 10,000.</param>
    /// <param name="cursor">The <see cref="StateList{T}.NextCursor"/> of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <inheritdoc cref="ListTasksAsync"/>
    Task<StateList<ObjectInfo>> ListObjectsAsync(int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>The nodes of the cluster.</summary>
    /// <inheritdoc cref="ListObjectsAsync"/>
    Task<StateList<NodeInfo>> ListNodesAsync(int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Jobs: one for each driver that is there, and the last thousand that ended.</summary>
    /// <inheritdoc cref="ListObjectsAsync"/>
    Task<StateList<JobInfo>> ListJobsAsync(int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Threads that submitted or ran work.</summary>
    /// <inheritdoc cref="ListObjectsAsync"/>
    Task<StateList<WorkerInfo>> ListWorkersAsync(int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Placement groups.</summary>
    /// <inheritdoc cref="ListObjectsAsync"/>
    Task<StateList<PlacementGroupInfo>> ListPlacementGroupsAsync(int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Objects of the object store and what keeps each there: its readers, or a reference. Ray's <c>ray memory</c>.</summary>
    /// <inheritdoc cref="ListObjectsAsync"/>
    Task<StateList<MemoryInfo>> ListMemoryAsync(int limit = 10_000, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>What each node's object store holds, has spilled, restored and refused.</summary>
    /// <param name="cancellationToken">Ends the counting.</param>
    Task<IReadOnlyList<ObjectStoreSummary>> SummarizeObjectStoresAsync(CancellationToken cancellationToken = default);

    /// <summary>How many attempts of each function stand where, exactly, since the node started; ordered by function.</summary>
    /// <param name="cancellationToken">Ends the counting.</param>
    Task<IReadOnlyList<TaskSummary>> SummarizeTasksAsync(CancellationToken cancellationToken = default);

    /// <summary>How many actors of each class stand where, exactly, since the node started; ordered by class.</summary>
    /// <param name="cancellationToken">Ends the counting.</param>
    Task<IReadOnlyList<ActorSummary>> SummarizeActorsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What tasks and actors ask for and have not been given yet, one row for each set of resources: first what no node can ever give, then what waits for others; within each, what most ask for first.
    /// </summary>
    /// <remarks>
    /// Work that waits for an argument asks for nothing yet, nor does work in a placement group, which has its resources from its group. On an embedded node nothing is infeasible for long: what it
    /// can never give is refused at once.
    /// </remarks>
    /// <param name="cancellationToken">Ends the counting.</param>
    Task<IReadOnlyList<ResourceDemand>> SummarizeDemandAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The last errors of tasks and calls, oldest first: one for each that failed itself, none for those that could not run because of it, for attempts that were tried again, or for
    /// what was cancelled.
    /// </summary>
    /// <param name="allJobs">Whether those of other jobs are wanted, too.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>Up to <see cref="RayOptions.MaxErrors"/> rows.</returns>
    Task<IReadOnlyList<RayErrorInfo>> GetErrorsAsync(bool allJobs = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes what was recorded as a timeline in Chrome's trace format, one row for each thread; open it in https://ui.perfetto.dev or chrome://tracing. It has the runs of tasks and calls
    /// (<c>task:execute</c>), their submission, their wait for arguments, gets, waits and puts, and what the program marked with <see cref="Ray.Profile"/>. Ray's <c>ray.timeline</c>.
    /// </summary>
    /// <remarks>What is recorded at all, <see cref="RayOptions.TaskEvents"/> says. Work that awaited has a row of its own, since it shared its threads.</remarks>
    /// <param name="path">The file to write; one that is there is replaced.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    Task TimelineAsync(string path, CancellationToken cancellationToken = default);
}
