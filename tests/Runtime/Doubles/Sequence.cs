using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that note in which order they ran.</summary>
internal static partial class Sequence
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<int>> Notes = new(StringComparer.Ordinal);

    [RayTask]
    public static int Note(string list, int value)
    {
        Notes.GetOrAdd(list, static _ => new()).Enqueue(value);
        return value;
    }

    [RayTask(Priority = 10)]
    public static int NoteFirst(string list, int value) => Note(list, value);

    public static int[] Noted(string list) => Notes.TryRemove(list, out var notes) ? [.. notes] : [];
}
