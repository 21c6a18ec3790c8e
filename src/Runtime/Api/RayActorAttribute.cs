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
}
