namespace Orleans.Ray.Tests.Scheduling;

/// <summary>One step of a random history: submit (0, 1), end (2), cancel (3), begin to wait (4), or go on (5), the index-th of those that can.</summary>
internal sealed record SchedulerStep(int Kind, int Index);
