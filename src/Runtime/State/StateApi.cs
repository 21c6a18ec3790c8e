using Orleans.Ray.Store;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>The state of a cluster that has one node.</summary>
internal sealed class StateApi(RayNode node, Job job) : IRayState
{
    public Task<StateList<TaskInfo>> ListTasksAsync(TaskFilter? filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var page = new PageBuilder<TaskRow>(limit, cursor);

        // What has been recorded is taken first: work that ends while it is listed must not be missed, nor be dropped for a row that is older.
        var ended = TaskListing.EndedCount(node);
        var recorded = 0L;
        Add(TaskListing.LiveRows(node));
        foreach (var row in TaskListing.EndedRows(node))
        {
            recorded++;
            AddRow(row);
        }

        return Task.FromResult(page.Build(row => row.ToInfo(node.State.Clock, node.Id), Math.Max(0, ended - recorded)));

        void Add(IEnumerable<TaskRow> rows)
        {
            foreach (var row in rows)
            {
                AddRow(row);
            }
        }

        void AddRow(in TaskRow row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (filter is null || filter.Accepts(row))
            {
                page.Add(row.Key, row);
            }
        }
    }

    public Task<StateList<ActorInfo>> ListActorsAsync(ActorFilter? filter, int limit, string? cursor, CancellationToken cancellationToken) => ListAsync(
        [.. node.Actors.Snapshot().Select(static cell => cell.Describe()), .. node.State.DeadActors.Snapshot()],
        row => filter is null || filter.Accepts(row),
        static row => RowKey.Of(row.Id.High, row.Id.Low),
        limit,
        cursor,
        cancellationToken,
        node.State.DeadActors.Dropped);

    public Task<StateList<ObjectInfo>> ListObjectsAsync(int limit, string? cursor, CancellationToken cancellationToken) => ListAsync(
        PendingObjects().Concat(StoredObjects()),
        static _ => true,
        static row => RowKey.Of(row.Id.Task.High, row.Id.Task.Low, row.Id.Index),
        limit,
        cursor,
        cancellationToken);

    public Task<StateList<MemoryInfo>> ListMemoryAsync(int limit, string? cursor, CancellationToken cancellationToken) => ListAsync(
        node.Store.List().Where(static entry => entry.State != StoredObjectState.Evicted).Select(Describe),
        static _ => true,
        static row => RowKey.Of(row.Id.Task.High, row.Id.Task.Low, row.Id.Index),
        limit,
        cursor,
        cancellationToken);

    public Task<StateList<NodeInfo>> ListNodesAsync(int limit, string? cursor, CancellationToken cancellationToken) => ListAsync(
        [node.Describe()],
        static _ => true,
        static row => RowKey.Of(row.Id.High, row.Id.Low),
        limit,
        cursor,
        cancellationToken);

    public Task<StateList<JobInfo>> ListJobsAsync(int limit, string? cursor, CancellationToken cancellationToken) => ListAsync(
        [.. node.State.Jobs.Snapshot(), .. node.State.EndedJobs.Snapshot()],
        static _ => true,
        static row => RowKey.Of(row.Id.High, row.Id.Low),
        limit,
        cursor,
        cancellationToken,
        node.State.EndedJobs.Dropped);

    public Task<StateList<WorkerInfo>> ListWorkersAsync(int limit, string? cursor, CancellationToken cancellationToken) => ListAsync(
        node.State.Recorders.All.Select(Describe),
        static _ => true,
        static row => RowKey.Of(0, (ulong)row.ThreadId),
        limit,
        cursor,
        cancellationToken);

    public Task<StateList<PlacementGroupInfo>> ListPlacementGroupsAsync(int limit, string? cursor, CancellationToken cancellationToken) => ListAsync(
        node.PlacementGroupRows.List(),
        static _ => true,
        static row => RowKey.Parse(row.Id + "00000000"),
        limit,
        cursor,
        cancellationToken);

    public Task<IReadOnlyList<TaskSummary>> SummarizeTasksAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(TaskSummaries.Of(node));
    }

    public Task<IReadOnlyList<ActorSummary>> SummarizeActorsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var counts = node.State.DeadByClass.All.Select(static dead => (Class: dead.Key, State: ActorState.Dead, Count: dead.Value))
            .Concat(node.Actors.Snapshot().Select(static cell => (Class: cell.Descriptor.Name, State: cell.State, Count: 1L)));
        return Task.FromResult<IReadOnlyList<ActorSummary>>([.. counts
            .GroupBy(static row => row.Class, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new ActorSummary
            {
                ClassName = group.Key,
                StateCounts = group.GroupBy(static row => row.State).ToDictionary(static rows => rows.Key, static rows => rows.Sum(static row => row.Count)),
            })]);
    }

    public Task<IReadOnlyList<ObjectStoreSummary>> SummarizeObjectStoresAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var statistics = node.Store.Statistics();
        return Task.FromResult<IReadOnlyList<ObjectStoreSummary>>([new ObjectStoreSummary
        {
            NodeId = node.Id,
            Path = node.Store.Path,
            Capacity = statistics.Capacity,
            UsedBytes = statistics.BytesInUse,
            PinnedBytes = statistics.BytesPinned,
            TouchedBytes = statistics.BytesTouched,
            Objects = statistics.Objects,
            SpilledBytes = statistics.BytesSpilledNow,
            TotalSpilledBytes = statistics.BytesSpilled,
            TotalRestoredBytes = statistics.BytesRestored,
            TotalEvictedBytes = statistics.BytesEvicted,
            CreationWaits = statistics.Waits,
            AllocationFailures = statistics.AllocationFailures,
        }]);
    }

    public Task<IReadOnlyList<ResourceDemand>> SummarizeDemandAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ResourceDemands.Of(node));
    }

    public Task<IReadOnlyList<RayErrorInfo>> GetErrorsAsync(bool allJobs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<RayErrorInfo>>([.. node.State.Errors.Snapshot().Where(row => allJobs || row.JobId == job.Id)]);
    }

    public Task TimelineAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return ChromeTrace.WriteAsync(node, path, cancellationToken);
    }

    private static Task<StateList<T>> ListAsync<T>(IEnumerable<T> rows, Func<T, bool> accepts, Func<T, RowKey> keyOf, int limit, string? cursor, CancellationToken cancellationToken, long dropped = 0)
    {
        var page = new PageBuilder<T>(limit, cursor);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (accepts(row))
            {
                page.Add(keyOf(row), row);
            }
        }

        return Task.FromResult(page.Build(static row => row, dropped));
    }

    private IEnumerable<ObjectInfo> PendingObjects()
    {
        foreach (var work in TaskListing.Live(node))
        {
            if (work.TryDescribe(out var row) && row.Kind != TaskKind.ActorCreation)
            {
                yield return new ObjectInfo
                {
                    Id = new ObjectId(row.Id, 0),
                    IsReady = false,
                    Type = work.ResultType.FullName ?? work.ResultType.Name,
                    TaskName = row.Name,
                    JobId = row.Job,
                    NodeId = node.Id,
                };
            }
        }
    }

    private IEnumerable<ObjectInfo> StoredObjects()
    {
        foreach (var entry in node.Store.List())
        {
            if (entry.State is not (StoredObjectState.Creating or StoredObjectState.Deleted or StoredObjectState.Evicted))
            {
                yield return new ObjectInfo { Id = entry.Info.Id, IsReady = true, Type = entry.Info.TypeName, Size = entry.Size, TaskName = entry.Info.TaskName, JobId = entry.Info.Job, NodeId = node.Id };
            }
        }
    }

    private MemoryInfo Describe(StoredObjectEntry entry) => new()
    {
        Id = entry.Info.Id,
        Size = entry.Size,
        State = entry.State switch
        {
            StoredObjectState.Creating => MemoryState.Creating,
            StoredObjectState.Spilling => MemoryState.Spilling,
            StoredObjectState.Spilled => MemoryState.Spilled,
            StoredObjectState.Restoring => MemoryState.Restoring,
            _ => MemoryState.InMemory,
        },
        Pins = entry.Pins,
        IsReferenced = entry.State != StoredObjectState.Deleted,
        Type = entry.Info.TypeName,
        TaskName = entry.Info.TaskName,
        CallSite = entry.Info.CallSite,
        JobId = entry.Info.Job,
        NodeId = node.Id,
        CreatedAt = node.State.Clock.UtcNow - entry.Age,
    };

    private WorkerInfo Describe(TaskRecorder recorder)
    {
        TaskRow current = default;
        var ended = 0L;
        foreach (var counts in recorder.Counts)
        {
            ended += counts.Finished + counts.Failed;
        }

        return new WorkerInfo
        {
            ThreadId = recorder.ThreadId,
            Name = recorder.ThreadName,
            IsPoolThread = recorder.IsPoolThread,
            NodeId = node.Id,
            StartedAt = recorder.FirstSeen,
            EndedAt = node.State.EndedAt,
            CurrentTaskId = recorder.Current?.TryDescribe(out current) == true ? current.Id : null,
            Submitted = recorder.Submitted,
            Ended = ended,
        };
    }
}
