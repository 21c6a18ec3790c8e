using System.ComponentModel;
using Orleans.Ray.Streams;

namespace Orleans.Ray.CodeGeneration;

/// <summary>What an <see cref="ActorMethodAttribute"/> says about one method. Generated handles keep one per method that has the attribute.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorMethodDescriptor
{
    /// <summary>See <see cref="ActorMethodAttribute.ConcurrencyGroup"/>.</summary>
    public string? ConcurrencyGroup { get; init; }

    /// <summary>See <see cref="ActorMethodAttribute.NumReturns"/>.</summary>
    public int NumReturns { get; init; } = 1;

    /// <summary>See <see cref="ActorMethodAttribute.MaxTaskRetries"/>; null where the attribute does not say.</summary>
    public int? MaxTaskRetries { get; init; }

    /// <summary>See <see cref="ActorMethodAttribute.RetryExceptions"/>.</summary>
    public bool RetryExceptions { get; init; }

    /// <summary>See <see cref="ActorMethodAttribute.RetryExceptionTypes"/>.</summary>
    public Type[]? RetryExceptionTypes { get; init; }

    /// <summary>See <see cref="ActorMethodAttribute.GeneratorBackpressureNumObjects"/>.</summary>
    public int GeneratorBackpressureNumObjects { get; init; } = StreamLimit.Default;

    /// <summary>See <see cref="ActorMethodAttribute.TimeoutSeconds"/>.</summary>
    public double TimeoutSeconds { get; init => Timeout = (field = value) > 0 ? TimeSpan.FromSeconds(value) : null; }

    internal TimeSpan? Timeout { get; private init; }
}
