namespace Orleans.Ray;

/// <summary>
/// Makes a static method of a <c>partial</c> type a task: the generator adds <c>Type.Remote.Method(...)</c>, which submits it
/// and returns an <see cref="ObjectRef{T}"/> at once. Ray's <c>@ray.remote</c> on a function.
/// </summary>
/// <remarks>
/// The method may be synchronous or return <see cref="Task"/>, <see cref="Task{TResult}"/>, <see cref="ValueTask"/> or
/// <see cref="ValueTask{TResult}"/>. Parameters become <see cref="Arg{T}"/>; a trailing <see cref="CancellationToken"/> is the
/// task's own, signalled when the task is cancelled. Every value here can be overridden per call with <see cref="TaskOptions"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RayTaskAttribute : Attribute
{
    /// <summary>CPUs that the task holds while it runs and does not wait.</summary>
    /// <value>The default is 1. Fractions are allowed, with a precision of 1/10,000.</value>
    public double NumCpus { get; init; } = 1;

    /// <summary>GPUs that the task holds while it runs: up to 1, or a whole number. <see cref="RayContext.GpuIds"/> tells which.</summary>
    /// <value>The default is 0.</value>
    public double NumGpus { get; init; }

    /// <summary>Bytes of memory that the node must have free to start the task. Admission only; nothing enforces it.</summary>
    /// <value>The default is 0.</value>
    public long Memory { get; init; }

    /// <summary>Custom resources, as <c>"tpu=2, disk=0.5"</c>.</summary>
    /// <value>The default is none.</value>
    public string? Resources { get; init; }

    /// <summary>
    /// Which of the tasks of one driver that wait for resources starts first: the higher number. Tasks of the same number start in the order in which they became
    /// ready, where they ask for the same, and otherwise take turns. A flood of high numbers keeps low ones waiting; it takes nothing from other drivers.
    /// </summary>
    /// <value>The default is 0. It is not inherited: what a task submits has a priority of its own.</value>
    public int Priority { get; init; }

    /// <summary>The name shown in errors and listings.</summary>
    /// <value>The default is <c>Type.Method</c>.</value>
    public string? Name { get; init; }

    /// <summary>How often the task is run again after a failure of the system, and after its own exceptions where <see cref="RetryExceptions"/> is set. -1 means without limit.</summary>
    /// <value>The default is 3.</value>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Whether an exception that the task throws is retried too.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RetryExceptions { get; init; }
}
