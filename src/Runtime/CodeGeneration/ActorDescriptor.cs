using System.ComponentModel;
using Orleans.Ray.Resources;

namespace Orleans.Ray.CodeGeneration;

/// <summary>What a <see cref="RayActorAttribute"/> says about one class. Generated handles keep one per class.</summary>
/// <param name="name">The class's name, as errors show it.</param>
/// <param name="actorType">The class.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorDescriptor(string name, Type actorType)
{
    private readonly ResourceRequest _request = new() { NumCpus = 0 };

    /// <summary>The class's name.</summary>
    public string Name { get; } = name;

    internal string ConstructorName { get; } = $"{name}..ctor";

    /// <summary>The class.</summary>
    public Type ActorType { get; } = actorType;

    /// <summary>Whether a method of the class is async, so that its calls interleave by default.</summary>
    public bool IsAsync { get; init; }

    /// <summary>See <see cref="RayActorAttribute.NumCpus"/>.</summary>
    public double NumCpus { get => _request.NumCpus; init => _request = _request with { NumCpus = value }; }

    /// <summary>See <see cref="RayActorAttribute.NumGpus"/>.</summary>
    public double NumGpus { get => _request.NumGpus; init => _request = _request with { NumGpus = value }; }

    /// <summary>See <see cref="RayActorAttribute.Memory"/>.</summary>
    public long Memory { get => _request.Memory; init => _request = _request with { Memory = value }; }

    /// <summary>See <see cref="RayActorAttribute.Resources"/>.</summary>
    public string? Resources { get; init => _request = _request with { Custom = ResourceRequest.Parse(field = value) }; }

    /// <summary>See <see cref="RayActorAttribute.MaxConcurrency"/>.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>See <see cref="RayActorAttribute.MaxRestarts"/>.</summary>
    public int MaxRestarts { get; init; }

    /// <summary>See <see cref="RayActorAttribute.MaxTaskRetries"/>.</summary>
    public int MaxTaskRetries { get; init; }

    /// <summary>See <see cref="RayActorAttribute.MaxPendingCalls"/>.</summary>
    public int MaxPendingCalls { get; init; } = -1;

    /// <summary>See <see cref="RayActorAttribute.AllowOutOfOrderExecution"/>; null where the attribute does not say.</summary>
    public bool? AllowOutOfOrderExecution { get; init; }

    /// <summary>The concurrency groups that the class declares, or its methods name, with their limits; 0 is the default group's.</summary>
    public IReadOnlyDictionary<string, int>? ConcurrencyGroups { get; init; }

    /// <summary>Whether a method of the class has an <see cref="ActorMethodAttribute"/>.</summary>
    public bool HasMethodSettings { get; init; }

    internal ResourceSet DemandFor(ActorOptions options) =>
        (_request.Override(options.NumCpus, options.NumGpus, options.Memory, options.Resources) ?? _request).ToResourceSet();
}
