using System.Text;

namespace Orleans.Metadata;

[GenerateSerializer, Immutable]
public sealed class GrainProperties : IEquatable<GrainProperties>
{
    public GrainProperties(ImmutableDictionary<string, string> values) => Properties = values;

    [Id(0)]
    public ImmutableDictionary<string, string> Properties { get; private set; }

    public string ToDetailedString()
    {
        var text = new StringBuilder("[");
        foreach (var (key, value) in Properties)
        {
            text.Append(text.Length > 1 ? ", " : string.Empty).Append(key).Append('=').Append(value);
        }

        return text.Append(']').ToString();
    }

    public bool Equals(GrainProperties? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Properties.Count == other.Properties.Count
            && Properties.All(pair => other.Properties.TryGetValue(pair.Key, out var value) && value == pair.Value));

    public override bool Equals(object? obj) => Equals(obj as GrainProperties);

    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var (key, value) in Properties)
        {
            hash ^= HashCode.Combine(key, value);
        }

        return hash;
    }
}
