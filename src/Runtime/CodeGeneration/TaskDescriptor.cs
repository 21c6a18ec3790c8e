using System.ComponentModel;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Streams;

namespace Orleans.Ray.CodeGeneration;

/// <summary>What a <see cref="RayTaskAttribute"/> says about one method. Generated stubs keep one per method.</summary>
/// <param name="name">The task's name.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TaskDescriptor(string name)
{
    private readonly ResourceRequest _request = new();
    private ResourceSet? _demand;

    // The class of the last job that asked; almost always the only one of the process.
    private SchedulingClass? _class;

    /// <summary>The task's name.</summary>
    public string Name { get; } = name;

    /// <summary>See <see cref="RayTaskAttribute.NumCpus"/>.</summary>
    public double NumCpus { get => _request.NumCpus; init => _request = _request with { NumCpus = value }; }

    /// <summary>See <see cref="RayTaskAttribute.NumGpus"/>.</summary>
    public double NumGpus { get => _request.NumGpus; init => _request = _request with { NumGpus = value }; }

    /// <summary>See <see cref="RayTaskAttribute.Memory"/>.</summary>
    public long Memory { get => _request.Memory; init => _request = _request with { Memory = value }; }

    /// <summary>See <see cref="RayTaskAttribute.Resources"/>.</summary>
    public string? Resources { get; init => _request = _request with { Custom = ResourceRequest.Parse(field = value) }; }

    /// <summary>See <see cref="RayTaskAttribute.Priority"/>.</summary>
    public int Priority { get; init; }

    /// <summary>See <see cref="RayTaskAttribute.MaxRetries"/>.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>See <see cref="RayTaskAttribute.RetryExceptions"/>.</summary>
    public bool RetryExceptions { get; init; }

    /// <summary>See <see cref="RayTaskAttribute.GeneratorBackpressureNumObjects"/>.</summary>
    public int GeneratorBackpressureNumObjects { get; init; } = StreamLimit.Default;

    /// <summary>See <see cref="RayTaskAttribute.RetryExceptionTypes"/>.</summary>
    public Type[]? RetryExceptionTypes { get; init; }

    /// <summary>See <see cref="RayTaskAttribute.NumReturns"/>.</summary>
    public int NumReturns { get; init; } = 1;

    /// <summary>See <see cref="RayTaskAttribute.TimeoutSeconds"/>.</summary>
    public double TimeoutSeconds { get; init => Timeout = (field = value) > 0 ? TimeSpan.FromSeconds(value) : null; }

    internal TimeSpan? Timeout { get; private init; }

    internal SchedulingClass ClassIn(JobQueue queue, TaskOptions? options, BundleTarget? target)
    {
        var request = options is null ? null : _request.Override(options.NumCpus, options.NumGpus, options.Memory, options.Resources);
        if (request is not null || target is not null || options is { Priority: not null })
        {
            return queue.ClassOf(request?.ToResourceSet() ?? Demand, options?.Priority ?? Priority, target);
        }

        var cached = _class;
        return cached is not null && ReferenceEquals(cached.Queue, queue) ? cached : _class = queue.ClassOf(Demand, Priority);
    }

    private ResourceSet Demand => _demand ??= _request.ToResourceSet();
}
