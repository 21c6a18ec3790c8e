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
}
