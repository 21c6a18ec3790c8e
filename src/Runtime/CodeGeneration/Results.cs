using System.ComponentModel;

namespace Orleans.Ray.CodeGeneration;

/// <summary>Turns what methods return into what an invocation carries.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Results
{
    /// <summary>The task, carrying <see cref="Unit"/>.</summary>
    /// <param name="task">What the method returned.</param>
    public static ValueTask<Unit> AsUnit(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<Unit> Await(Task task)
        {
            await task.ConfigureAwait(false);
            return default;
        }
    }

    /// <summary>The task, carrying <see cref="Unit"/>.</summary>
    /// <param name="task">What the method returned.</param>
    public static ValueTask<Unit> AsUnit(ValueTask task) => task.IsCompletedSuccessfully ? default : AsUnit(task.AsTask());

    /// <summary>The items that a method with several returns returned, if they are as many as the call has references.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">What the method returned.</param>
    /// <param name="count">How many references the call has.</param>
    /// <exception cref="ArgumentException">There are fewer or more.</exception>
    public static T[] Exactly<T>(IEnumerable<T>? items, int count)
    {
        if (items is null)
        {
            throw Mismatch("null", count);
        }

        // One that goes on for ever need not be drawn to its end to see that there are too many.
        var array = items as T[] ?? [.. items.Take(count + 1)];
        return array.Length == count ? array : throw Mismatch(array.Length <= count ? $"{array.Length} values" : $"more than {count} values", count);
    }

    /// <summary>The same, for a method that awaits.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <typeparam name="TItems">What the method's task carries.</typeparam>
    /// <param name="items">What the method returned.</param>
    /// <param name="count">How many references the call has.</param>
    public static async ValueTask<T[]> ExactlyAsync<T, TItems>(ValueTask<TItems> items, int count)
        where TItems : IEnumerable<T> => Exactly<T>(await items.ConfigureAwait(false), count);

    private static ArgumentException Mismatch(string returned, int count) =>
        new($"The task returned {returned}, but the call has {count} references to return them in. Return exactly {count}, or set NumReturns in the options of the call.");
}
