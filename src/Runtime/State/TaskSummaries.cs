using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>Attempts by function and state.</summary>
internal static class TaskSummaries
{
    public static IReadOnlyList<TaskSummary> Of(RayNode node)
    {
        var counts = new SortedDictionary<(string Function, TaskKind Kind), Tally>(Comparer<(string Function, TaskKind Kind)>.Create(static (x, y) =>
            string.CompareOrdinal(x.Function, y.Function) is not 0 and var order ? order : x.Kind.CompareTo(y.Kind)));
        var seen = new HashSet<RowKey>();
        foreach (var row in TaskListing.LiveRows(node))
        {
            if (seen.Add(row.Key))
            {
                TallyOf(row.Function, row.Kind).Add(row.State, 1);
            }
        }

        foreach (var ended in CountEnded(node))
        {
            var tally = TallyOf(ended.Function, ended.Kind);
            tally.Add(TaskState.Finished, ended.Finished);
            tally.Add(TaskState.Failed, ended.Failed);
            tally.Cancelled += ended.Cancelled;
            tally.Retried += ended.Retried;
        }

        return [.. counts.Select(static entry => new TaskSummary
        {
            FunctionName = entry.Key.Function,
            Kind = entry.Key.Kind,
            StateCounts = entry.Value.States,
            Cancelled = entry.Value.Cancelled,
            Retried = entry.Value.Retried,
        })];

        Tally TallyOf(string function, TaskKind kind)
        {
            if (!counts.TryGetValue((function, kind), out var tally))
            {
                counts[(function, kind)] = tally = new Tally();
            }

            return tally;
        }
    }

    /// <summary>What has ended, by function, summed over the threads.</summary>
    public static IEnumerable<FunctionCounts> CountEnded(RayNode node) => node.State.Recorders.All
        .SelectMany(static recorder => recorder.Counts.ToArray())
        .GroupBy(static counts => (counts.Name, counts.Kind))
        .Select(static group => new FunctionCounts(
            group.Key.Name,
            group.Key.Kind,
            group.Sum(static counts => counts.Finished),
            group.Sum(static counts => counts.Failed),
            group.Sum(static counts => counts.Cancelled),
            group.Sum(static counts => counts.Retried)));

    private sealed class Tally
    {
        public Dictionary<TaskState, long> States { get; } = [];

        public long Cancelled { get; set; }

        public long Retried { get; set; }

        public void Add(TaskState state, long count)
        {
            if (count > 0)
            {
                States[state] = States.GetValueOrDefault(state) + count;
            }
        }
    }
}
