namespace Orleans.Ray;

/// <summary>One submission of a task or of an actor call. Derived from its parent's id and a counter, so a parent that runs again gives its children the same ids.</summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
[GenerateSerializer, Immutable, Alias("ray.TaskId")]
public readonly record struct TaskId(ulong High, ulong Low)
{
    /// <summary>Whether this is the empty id, which names no task.</summary>
    public bool IsDefault => (High | Low) == 0;

    /// <summary>A fresh random id.</summary>
    public static TaskId NewId()
    {
        var (high, low) = IdBits.Random();
        return new TaskId(high, low);
    }

    /// <summary>The id of the <paramref name="index"/>-th child of this task.</summary>
    /// <param name="index">The number of tasks that the parent submitted before.</param>
    public TaskId Child(uint index)
    {
        var (high, low) = IdBits.Derive(High, Low, index);
        return new TaskId(high, low);
    }

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => IdBits.ToHex(High, Low);
}
