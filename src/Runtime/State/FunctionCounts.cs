namespace Orleans.Ray.State;

/// <summary>How often the runs of one function ended on a node.</summary>
internal readonly record struct FunctionCounts(string Function, TaskKind Kind, long Finished, long Failed, long Cancelled, long Retried);
