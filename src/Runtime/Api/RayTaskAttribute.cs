using Orleans.Ray.Streams;

namespace Orleans.Ray;

/// <summary>
/// Makes a static method of a <c>partial</c> type a task: the generator adds <c>Type.Remote.Method(...)</c>, which submits it
/// and returns an <see cref="ObjectRef{T}"/> at once, or an <see cref="ObjectRefStream{T}"/> of its items. Ray's <c>@ray.remote</c> on a function.
/// </summary>
/// <remarks>
/// The method may be synchronous or return <see cref="Task"/>, <see cref="Task{TResult}"/>, <see cref="ValueTask"/> or
/// <see cref="ValueTask{TResult}"/>. One that returns an <see cref="IAsyncEnumerable{T}"/>, or an <see cref="IEnumerable{T}"/> by <c>yield</c>, streams
/// its items: each can be read when it is there. A method without <c>yield</c> that returns an <see cref="IEnumerable{T}"/> returns one value. Parameters become <see cref="Arg{T}"/>; a trailing <see cref="CancellationToken"/> is the
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

    /// <summary>
    /// How many items of a streaming task may be unread before it waits for its reader, giving its CPU back meanwhile: 1 or more, or -1 for no
    /// limit. With 1, the next item is made when the last one has been read. Ray's <c>_generator_backpressure_num_objects</c>.
    /// </summary>
    /// <value>The default is 1,000: bounded, unlike Ray's, so that a producer which nobody reads fast enough cannot fill the memory of its node.</value>
    public int GeneratorBackpressureNumObjects { get; init; } = StreamLimit.Default;

    /// <summary>The exceptions that are retried, these types and those derived from them; implies <see cref="RetryExceptions"/>.</summary>
    /// <value>The default, null, retries all of them or none, as <see cref="RetryExceptions"/> says.</value>
    public Type[]? RetryExceptionTypes { get; init; }

    /// <summary>How many objects the task results in, each with a reference of its own.</summary>
    /// <value>
    /// The default, 1, makes what the method returns one object, whatever it is. For a method that returns a tuple, the number of its
    /// elements: the stub then returns a tuple of references. For a method that returns an array or another sequence, the number of its
    /// items, or -1 where each call says how many in <see cref="TaskOptions.NumReturns"/>: the stub then returns an array of references.
    /// </value>
    public int NumReturns { get; init; } = 1;

    /// <summary>How many seconds one attempt may run, as <see cref="TaskOptions.Timeout"/>.</summary>
    /// <value>The default, 0, sets no limit.</value>
    public double TimeoutSeconds { get; init; }
}
