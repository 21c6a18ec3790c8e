using Orleans.Ray.Tasks;

namespace Orleans.Ray;

/// <summary>Overrides, for one call to an actor, what <see cref="ActorMethodAttribute"/> and the actor say. What is null here stays as it is there.</summary>
public sealed record ActorCallOptions
{
    /// <summary>The name shown in errors and listings; <c>Class.Method</c> where null.</summary>
    public string? Name { get; init; }

    /// <summary>The concurrency group that the call runs in; one that the actor has.</summary>
    public string? ConcurrencyGroup { get; init; }

    /// <summary>How often the call may run again after the actor's crash, and after its own exceptions where they are retried; -1 means without limit.</summary>
    public int? MaxTaskRetries { get; init; }

    /// <summary>Whether an exception that the method throws is retried too.</summary>
    public bool? RetryExceptions { get; init; }

    /// <summary>The exceptions to retry, with those derived from them; others then end the call.</summary>
    public IReadOnlyList<Type>? RetryExceptionTypes { get; init; }

    /// <summary>How many references to return, for a method whose attribute says that it returns several and that returns an array or another sequence; it must return exactly so many items.</summary>
    public int? NumReturns { get; init; }

    /// <summary>How long the call may run, from its start on the actor. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> lifts the attribute's limit.</summary>
    /// <remarks>As <see cref="TaskOptions.Timeout"/>. The actor is free for other calls when the method has returned.</remarks>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When the call must have ended, as <see cref="TaskOptions.Deadline"/>.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How many items of a streaming method may be unread before it waits for its reader: 1 or more, or -1 for no limit.</summary>
    public int? GeneratorBackpressureNumObjects { get; init; }

    internal void Validate()
    {
        if (Name is not null && string.IsNullOrWhiteSpace(Name))
        {
            throw new ArgumentException("ActorCallOptions.Name is blank; give the call a name, or leave it null.", "options");
        }

        if (MaxTaskRetries is < -1)
        {
            throw new ArgumentOutOfRangeException("options", MaxTaskRetries, "ActorCallOptions.MaxTaskRetries must be 0 or more, or -1 for no limit.");
        }

        TaskOptionsValidation.CheckTimeout(Timeout, nameof(ActorCallOptions), "options");
        RetryPolicy.Validate(RetryExceptions, RetryExceptionTypes, nameof(ActorCallOptions), "options");
    }
}
