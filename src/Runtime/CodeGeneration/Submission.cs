using System.ComponentModel;

namespace Orleans.Ray.CodeGeneration;

/// <summary>Submits what results in an array of objects.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Submission
{
    /// <summary>Submits a task whose items are objects of their own, as many as its options or its attribute say.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="options">What this call overrides.</param>
    /// <returns>A reference to each.</returns>
    /// <exception cref="ArgumentException">Neither says how many there are.</exception>
    public static ObjectRef<T>[] SubmitMany<T>(TaskInvocation<T[]> task, TaskOptions? options)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Submit(new ListReturns<T>(task.CountReturns(options)), options).ToReferences();
    }
}
