namespace Orleans.Ray;

/// <summary>How much a node records of the tasks and actor calls that it ran. Counters are exact at every level.</summary>
public enum TaskEventLevel
{
    /// <summary>
    /// All of a thread's first 16,384 submissions, then about a thousand a second of each thread, and whatever failed or ran for longer than about
    /// 20 ms. So programs of ordinary size see everything, and floods of tiny tasks cost next to nothing.
    /// </summary>
    Sampled,

    /// <summary>Every submission, with its times and its timeline events. Each costs an allocation and clock readings that a sampled-out one does not.</summary>
    All,

    /// <summary>Nothing: only work that waits or runs is listed, and errors.</summary>
    Off,
}
