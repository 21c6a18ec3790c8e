using System.Globalization;
using Orleans.Placement;
using Orleans.Ray.Placement;
using Orleans.Ray.Resources;
using Orleans.Runtime;

namespace Orleans.Ray;

/// <summary>
/// Places a grain class as Ray places an actor: an activation takes these resources from its node's ledger before it begins and gives them
/// back when it has ended. The silos need <c>AddRay</c>.
/// </summary>
/// <remarks>
/// <para>
/// A grain stays a grain: it is found by its key, lives as Orleans lets it, and may take <see cref="IRay"/> in its constructor. What it
/// submits belongs to the silo's own job. While it waits for an object its CPU is free for others; <see cref="RayContext.GpuIds"/> tells
/// which GPUs are its own.
/// </para>
/// <para>
/// A call to a grain that no node could ever fit fails with <see cref="InfeasibleRequestException"/>. Where the resources are taken, the
/// activation waits for them up to <see cref="RayOptions.GrainPlacementTimeout"/>; then its callers get an
/// <see cref="ActorUnavailableException"/> that says who holds them. A grain that nobody calls keeps what it holds until Orleans collects
/// it as idle; <c>DeactivateOnIdle</c> and <c>[CollectionAgeLimit]</c> make that sooner.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BottomUpPlacementAttribute : PlacementAttribute
{
    /// <summary>Creates the attribute.</summary>
    public BottomUpPlacementAttribute()
        : base(new BottomUpPlacement())
    {
    }

    /// <summary>CPUs that an activation holds, except while it waits for objects.</summary>
    /// <value>The default is 0.</value>
    public double NumCpus { get; init; }

    /// <summary>GPUs that an activation holds: up to 1, or a whole number.</summary>
    /// <value>The default is 0.</value>
    public double NumGpus { get; init; }

    /// <summary>Bytes of memory that the node must have free. Admission only; nothing enforces it.</summary>
    /// <value>The default is 0.</value>
    public long Memory { get; init; }

    /// <summary>Custom resources, as <c>"tpu=2, disk=0.5"</c>.</summary>
    /// <value>The default is none.</value>
    public string? Resources { get; init; }

    /// <summary>Writes what the class asks for into its grain type's properties, for every silo to read.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="grainClass">The class.</param>
    /// <param name="grainType">Its grain type.</param>
    /// <param name="properties">Takes the properties.</param>
    /// <exception cref="ArgumentException">The attribute asks for something that is no amount of a resource.</exception>
    public override void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(grainClass);
        ArgumentNullException.ThrowIfNull(properties);
        base.Populate(services, grainClass, grainType, properties);
        try
        {
            _ = new ResourceRequest { NumCpus = NumCpus, NumGpus = NumGpus, Memory = Memory, Custom = ResourceRequest.Parse(Resources) }.ToResourceSet();
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"[BottomUpPlacement] of {grainClass} cannot be used: {exception.Message}", exception);
        }

        properties[BottomUpPlacement.CpusKey] = NumCpus.ToString("R", CultureInfo.InvariantCulture);
        properties[BottomUpPlacement.GpusKey] = NumGpus.ToString("R", CultureInfo.InvariantCulture);
        properties[BottomUpPlacement.MemoryKey] = Memory.ToString(CultureInfo.InvariantCulture);
        properties[BottomUpPlacement.ResourcesKey] = Resources ?? string.Empty;
    }
}
