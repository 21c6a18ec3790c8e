using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>Goes through all the work of a node.</summary>
internal static class TaskListing
{
    /// <summary>
    /// What waits or runs, in the order in which work moves: so what moves on meanwhile is met twice rather than never.
    /// </summary>
    public static IEnumerable<IListedWork> Live(RayNode node)
    {
        foreach (var work in node.State.WaitingForArguments.Snapshot())
        {
            yield return work;
        }

        var actors = node.Actors.Snapshot();
        foreach (var actor in actors)
        {
            foreach (var call in actor.WaitingCalls())
            {
                yield return call;
            }
        }

        foreach (var work in node.Scheduler.Waiting())
        {
            yield return work;
        }

        foreach (var recorder in node.State.Recorders.All)
        {
            if (recorder.Current is { } work)
            {
                yield return work;
            }
        }

        foreach (var actor in actors)
        {
            foreach (var call in actor.RunningCalls())
            {
                yield return call;
            }
        }

        foreach (var work in node.State.Awaiting.Snapshot())
        {
            yield return work;
        }
    }

    public static IEnumerable<TaskRow> LiveRows(RayNode node)
    {
        foreach (var work in Live(node))
        {
            if (work.TryDescribe(out var row))
            {
                yield return row;
            }
        }
    }

    /// <summary>The recorded rows of what has ended.</summary>
    public static IEnumerable<TaskRow> EndedRows(RayNode node) => node.State.Recorders.All.SelectMany(static recorder => recorder.Ended.Read());

    /// <summary>How many attempts have ended, recorded or not.</summary>
    public static long EndedCount(RayNode node)
    {
        var count = 0L;
        foreach (var recorder in node.State.Recorders.All)
        {
            foreach (var counts in recorder.Counts)
            {
                count += counts.Finished + counts.Failed;
            }
        }

        return count;
    }
}
