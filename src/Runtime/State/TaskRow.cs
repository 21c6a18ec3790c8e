namespace Orleans.Ray.State;

/// <summary>What a listing knows about one attempt of a task or call. Times are ticks of 100 ns since the node's clock began; 0 where unknown.</summary>
internal struct TaskRow
{
    public TaskId Id;
    public TaskId Parent;
    public JobId Job;
    public ActorId Actor;
    public string Name;
    public string Function;
    public ResourceSet Demand;
    public TaskRowError? Error;
    public long Created;
    public long ArgumentsReady;
    public long Started;
    public long Ended;
    public int Attempt;
    public int SubmitThread;
    public TaskKind Kind;
    public TaskState State;

    /// <summary>Whether the run went on asynchronously, so that it shared its threads with others.</summary>
    public bool IsAsync;

    public readonly RowKey Key => RowKey.Of(Id.High, Id.Low, (uint)Attempt);

    public readonly TaskInfo ToInfo(NodeClock clock, NodeId node) => new()
    {
        Id = Id,
        Name = Name,
        FunctionName = Function,
        Kind = Kind,
        State = State,
        Attempt = Attempt,
        JobId = Job,
        NodeId = node,
        ActorId = Actor.IsDefault ? null : Actor,
        ParentTaskId = Parent.IsDefault ? null : Parent,
        RequiredResources = Demand.ToDictionary(),
        CreatedAt = clock.ToTime(Created),
        StartedAt = clock.ToTime(Started),
        EndedAt = clock.ToTime(Ended),
        ErrorType = Error?.Type,
        ErrorMessage = Error?.Message,
    };
}
