using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that stream, and fail in their first attempts.</summary>
internal static partial class RetriedFlows
{
    /// <summary>Goes through a gate before each item; throws at the position that is told for the attempt, and yields the attempt with each item.</summary>
    [RayTask(RetryExceptions = true)]
    public static async IAsyncEnumerable<(int Item, int Attempt)> Pass(string gate, int[] failures, int end, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < end; i++)
        {
            await Gate.Find(gate).PassAsync(cancellationToken);
            yield return Item(failures, i);
        }
    }

    /// <summary>The same with a thread that waits.</summary>
    [RayTask(RetryExceptions = true)]
    public static IEnumerable<(int Item, int Attempt)> PassBlocking(string gate, int[] failures, int end, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < end; i++)
        {
            Gate.Find(gate).Pass(cancellationToken);
            yield return Item(failures, i);
        }
    }

    [RayTask]
    public static IEnumerable<int> CrashAt(int position, int attempts)
    {
        for (var i = 0; ; i++)
        {
            yield return i == position && RayContext.Current.Attempt < attempts ? throw new WorkerCrashedException($"attempt {RayContext.Current.Attempt}") : i;
        }
    }

    public static (int Item, int Attempt) Item(int[] failures, int position)
    {
        var attempt = RayContext.Current.Attempt;
        return attempt < failures.Length && position == failures[attempt] ? throw new InvalidOperationException($"attempt {attempt}") : (position, attempt);
    }
}
