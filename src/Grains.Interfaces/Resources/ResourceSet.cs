using System.Collections.Frozen;
using System.Globalization;

namespace Orleans.Ray;

/// <summary>
/// An amount of each resource: what a task asks for, or what a node has. Amounts are fixed-point with a precision of
/// 1/10,000, as in Ray, so that adding and taking away never drifts.
/// </summary>
/// <remarks>Names are <see cref="Cpu"/>, <see cref="Gpu"/>, <see cref="Memory"/> (bytes) and whatever a node declares. Zero amounts are not kept.</remarks>
[GenerateSerializer, Immutable, Alias("ray.ResourceSet")]
public sealed class ResourceSet : IEquatable<ResourceSet>
{
    /// <summary>The name of the CPU resource; one unit is one core.</summary>
    public const string Cpu = "CPU";

    /// <summary>The name of the GPU resource; one unit is one device.</summary>
    public const string Gpu = "GPU";

    /// <summary>The name of the memory resource, in bytes.</summary>
    public const string Memory = "memory";

    internal const long UnitsPerOne = 10_000;

    [Id(0)]
    private readonly Dictionary<string, long> _units;

    private ResourceSet(Dictionary<string, long> units) => _units = units;

    /// <summary>No resources at all.</summary>
    public static ResourceSet Empty { get; } = new([]);

    /// <summary>The names with an amount above zero.</summary>
    public IEnumerable<string> Names => _units.Keys;

    /// <summary>Whether no resource has an amount.</summary>
    public bool IsEmpty => _units.Count == 0;

    /// <summary>The amount of one resource; 0 where the set does not name it.</summary>
    /// <param name="name">The resource.</param>
    public double this[string name] => (double)UnitsOf(name) / UnitsPerOne;

    /// <summary>A set of the given amounts.</summary>
    /// <param name="amounts">Amounts by name, each zero or more; zeros are dropped.</param>
    /// <exception cref="ArgumentException">A name is blank, or an amount is negative, not a number, or too large.</exception>
    public static ResourceSet Create(IEnumerable<KeyValuePair<string, double>> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var units = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, amount) in amounts)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("A resource needs a name that is not blank.", nameof(amounts));
            }

            // Written so that NaN fails too.
            if (!(amount >= 0 && amount <= long.MaxValue / UnitsPerOne))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The amount of resource '{name}' is {amount}; it must be zero or more and below {long.MaxValue / UnitsPerOne}."),
                    nameof(amounts));
            }

            var rounded = checked((long)Math.Round(amount * UnitsPerOne));
            if (rounded > 0)
            {
                units[name] = rounded;
            }
        }

        return units.Count == 0 ? Empty : new ResourceSet(units);
    }

    /// <summary>The amounts by name.</summary>
    public IReadOnlyDictionary<string, double> ToDictionary() =>
        _units.ToFrozenDictionary(entry => entry.Key, entry => (double)entry.Value / UnitsPerOne, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(ResourceSet? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other._units.Count != _units.Count)
        {
            return false;
        }

        foreach (var (name, units) in _units)
        {
            if (other.UnitsOf(name) != units)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var (name, units) in _units)
        {
            hash ^= HashCode.Combine(name, units);
        }

        return hash;
    }

    /// <summary>The set as people write it: <c>{CPU: 2, GPU: 0.5}</c>.</summary>
    public override string ToString()
    {
        var parts = _units.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}: {(double)entry.Value / UnitsPerOne}"));
        return $"{{{string.Join(", ", parts)}}}";
    }

    internal static ResourceSet Sum(IEnumerable<ResourceSet> sets)
    {
        var units = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, amount) in sets.SelectMany(static set => set._units))
        {
            units[name] = checked(units.GetValueOrDefault(name) + amount);
        }

        return units.Count == 0 ? Empty : new ResourceSet(units);
    }

    /// <summary>What this set lacks for a demand, in words; null where it suffices.</summary>
    internal string? Lacking(ResourceSet demand)
    {
        var lacking = demand._units
            .Where(entry => entry.Value > UnitsOf(entry.Key))
            .OrderBy(static entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{(double)(entry.Value - UnitsOf(entry.Key)) / UnitsPerOne} more {entry.Key}"))
            .ToArray();
        return lacking.Length == 0 ? null : string.Join(" and ", lacking);
    }

    /// <summary>Whether both ask for some of the same resource.</summary>
    internal bool Overlaps(ResourceSet other)
    {
        foreach (var name in _units.Keys)
        {
            if (other._units.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    internal static ResourceSet FromUnits(IEnumerable<KeyValuePair<string, long>> units) =>
        new(new Dictionary<string, long>(units.Where(entry => entry.Value > 0), StringComparer.Ordinal));

    internal long UnitsOf(string name) => _units.GetValueOrDefault(name);
}
