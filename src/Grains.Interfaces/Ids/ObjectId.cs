namespace Orleans.Ray;

/// <summary>One object: a return value of a task, or a value that was put.</summary>
/// <param name="Task">The task that returns the object, or the id that a put drew in its place.</param>
/// <param name="Index">Which of the task's return values it is, from 0.</param>
[GenerateSerializer, Immutable, Alias("ray.ObjectId")]
public readonly record struct ObjectId(TaskId Task, uint Index)
{
    /// <summary>The task's id and the index, as 40 hexadecimal digits.</summary>
    public override string ToString() => $"{Task}{Index:x8}";
}
