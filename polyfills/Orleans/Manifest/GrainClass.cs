using System.Globalization;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>What the silo knows of one grain class (of one closed one where it is generic).</summary>
internal sealed class GrainClass
{
    private readonly Lazy<GrainConstructor> _constructor;

    public GrainClass(Type type, GrainType grainType, GrainProperties properties)
    {
        Type = type;
        GrainType = grainType;
        Properties = properties;
        IsReentrant = properties.Properties.ContainsKey(WellKnownGrainTypeProperties.Reentrant);
        MayInterleave = FindPredicate(type, properties);
        _constructor = new Lazy<GrainConstructor>(() => new GrainConstructor(type));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public GrainProperties Properties { get; }

    public bool IsReentrant { get; }

    /// <summary>Set before the first activation is made.</summary>
    public PlacementStrategy Strategy { get; set; } = null!;

    /// <summary>Where its activations are registered; null until the first one asks.</summary>
    public IGrainDirectory? Directory { get; set; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    /// <summary>Null: as the silo is configured. Infinite: never collected for being idle.</summary>
    public TimeSpan? IdleLimit => Properties.Properties.TryGetValue(WellKnownGrainTypeProperties.IdleDeactivationPeriod, out var value)
        ? value == WellKnownGrainTypeProperties.IndefiniteIdleDeactivationPeriodValue
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.Parse(value, CultureInfo.InvariantCulture)
        : null;

    public object CreateInstance(IGrainContext context) => _constructor.Value.Create(context);

    private static Func<object, IInvokable, bool>? FindPredicate(Type type, GrainProperties properties)
    {
        if (!properties.Properties.TryGetValue(WellKnownGrainTypeProperties.MayInterleavePredicate, out var name))
        {
            return null;
        }

        var method = type.GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy, [typeof(IInvokable)]);
        if (method is null || method.ReturnType != typeof(bool))
        {
            throw new InvalidOperationException($"Class {type} names {name} in [{nameof(MayInterleaveAttribute)}], but has no method 'bool {name}({nameof(IInvokable)})'.");
        }

        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, request) => predicate(request);
        }

        return (instance, request) => (bool)method.Invoke(instance, [request])!;
    }
}
