namespace Orleans.Ray.State;

/// <summary>Something other than a run that took time: a put, a wait, a submission, or what the program itself marks.</summary>
internal struct TimelineSpan
{
    public string Category;
    public string Name;
    public TaskId Task;
    public long Start;
    public long End;

    /// <summary>Whether it ended on another thread than it began, or overlapped others on its own.</summary>
    public bool IsAsync;
}
