using Orleans.Ray.Streams;

namespace Orleans.Ray;

/// <summary>Says how calls of one method of an actor run. Ray's <c>@ray.method</c>.</summary>
/// <remarks>Methods without it can be called just the same. Values can be overridden per call with <see cref="ActorCallOptions"/>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActorMethodAttribute : Attribute
{
    /// <summary>
    /// The concurrency group that calls run in. The class declares it with <see cref="ConcurrencyGroupAttribute"/>; where a class declares none, a
    /// group that a method names is there too, with the limit that <see cref="ActorOptions.ConcurrencyGroups"/> gives it, or else the default group's.
    /// </summary>
    /// <value>The default is the actor's default group.</value>
    public string? ConcurrencyGroup { get; init; }

    /// <summary>How many objects a call results in, each with a reference of its own, as <see cref="RayTaskAttribute.NumReturns"/>.</summary>
    /// <value>The default, 1, makes what the method returns one object.</value>
    public int NumReturns { get; init; } = 1;

    /// <summary>
    /// How often a call may run again after the actor's crash, and after its own exceptions where they are retried: one budget for both. -1 means
    /// without limit.
    /// </summary>
    /// <value>The default is what the actor says.</value>
    public int MaxTaskRetries { get; init; }

    /// <summary>Whether an exception that the method throws is retried too.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RetryExceptions { get; init; }

    /// <summary>The exceptions to retry, with those derived from them; others then end the call.</summary>
    /// <value>The default is null: none, or all with <see cref="RetryExceptions"/>.</value>
    public Type[]? RetryExceptionTypes { get; init; }

    /// <summary>How many items of a streaming method may be unread before it waits for its reader, as <see cref="RayTaskAttribute.GeneratorBackpressureNumObjects"/>.</summary>
    /// <value>The default is 1,000. -1 means without limit.</value>
    public int GeneratorBackpressureNumObjects { get; init; } = StreamLimit.Default;

    /// <summary>How many seconds a call may run, as <see cref="ActorCallOptions.Timeout"/>.</summary>
    /// <value>The default, 0, sets no limit.</value>
    public double TimeoutSeconds { get; init; }
}
