namespace Orleans.Ray;

/// <summary>
/// Makes a <c>partial</c> class an actor: the generator adds <c>Class.Remote.Create(...)</c> and <c>Class.Handle</c>, whose methods
/// are the class's public ones and return an <see cref="ObjectRef{T}"/> at once. Ray's <c>@ray.remote</c> on a class.
/// </summary>
/// <remarks>Every value here can be overridden per actor with <see cref="ActorOptions"/>.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RayActorAttribute : Attribute
{
    /// <summary>CPUs that the actor holds as long as it lives.</summary>
    /// <value>The default is 0: to be placed and to run alike.</value>
    public double NumCpus { get; init; }

    /// <summary>GPUs that the actor holds as long as it lives: up to 1, or a whole number. <see cref="RayContext.GpuIds"/> tells which.</summary>
    /// <value>The default is 0.</value>
    public double NumGpus { get; init; }

    /// <summary>Bytes of memory that the node must have free. Admission only; nothing enforces it.</summary>
    /// <value>The default is 0.</value>
    public long Memory { get; init; }

    /// <summary>Custom resources, as <c>"tpu=2, disk=0.5"</c>.</summary>
    /// <value>The default is none.</value>
    public string? Resources { get; init; }

    /// <summary>How many calls may be under way at once.</summary>
    /// <value>
    /// The default, 0, means 1 for a class without async methods, and 1,000 for a class with one: its calls then interleave
    /// where they await, and only there, since one turn runs at a time.
    /// </value>
    public int MaxConcurrency { get; init; }

    /// <summary>How often the actor is constructed again after a failure of the system; -1 means without limit.</summary>
    /// <value>The default is 0.</value>
    public int MaxRestarts { get; init; }

    /// <summary>
    /// How often a call may run again after the actor's crash, and after its own exceptions where they are retried: one budget for both. -1 means
    /// without limit.
    /// </summary>
    /// <value>The default is 0: a call that was under way when the actor crashed fails.</value>
    public int MaxTaskRetries { get; init; }

    /// <summary>How many calls through one handle may be unfinished: one more throws <see cref="PendingCallsLimitException"/>. -1 means without limit.</summary>
    /// <value>The default is -1.</value>
    public int MaxPendingCalls { get; init; } = -1;

    /// <summary>Whether a call that waits for an argument lets later calls of its handle pass.</summary>
    /// <value>
    /// By default only where calls overlap anyway: in async actors, and with a <see cref="MaxConcurrency"/> above 1. Those cannot have
    /// <see langword="false"/>, since calls that overlap have no order.
    /// </value>
    public bool AllowOutOfOrderExecution { get; init; }
}
