using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>Nodes by their labels. On one node the soft part chooses nothing.</summary>
internal sealed class NodeLabelStrategy : SchedulingStrategy, INodeFilter
{
    private readonly KeyValuePair<string, LabelMatch>[] _hard;
    private readonly KeyValuePair<string, LabelMatch>[] _soft;

    public NodeLabelStrategy(IReadOnlyDictionary<string, LabelMatch>? hard, IReadOnlyDictionary<string, LabelMatch>? soft)
    {
        _hard = Check(hard, nameof(hard));
        _soft = Check(soft, nameof(soft));
        if (_hard.Length + _soft.Length == 0)
        {
            throw new ArgumentException("Name a label in hard or in soft, or use SchedulingStrategy.Default.", nameof(hard));
        }
    }

    public string? WhyNot(RayNode node)
    {
        foreach (var (label, match) in _hard)
        {
            var value = node.Labels.GetValueOrDefault(label);
            if (!match.Matches(value))
            {
                return $"its node must have a label '{label}' that fits '{match}', and node {node.Id} has {(value is null ? "no such label" : $"the value '{value}'")}";
            }
        }

        return null;
    }

    public override string ToString() => $"NodeLabels(hard: {Write(_hard)}, soft: {Write(_soft)})";

    private static string Write(KeyValuePair<string, LabelMatch>[] matches) => $"{{{string.Join(", ", matches.Select(static entry => $"{entry.Key} {entry.Value}"))}}}";

    private static KeyValuePair<string, LabelMatch>[] Check(IReadOnlyDictionary<string, LabelMatch>? matches, string name)
    {
        foreach (var (label, match) in matches ?? new Dictionary<string, LabelMatch>())
        {
            if (string.IsNullOrWhiteSpace(label) || match is null)
            {
                throw new ArgumentException($"The label '{label}' is blank or has no match; give a name and, for example, LabelMatch.In(\"a\").", name);
            }
        }

        return [.. matches ?? new Dictionary<string, LabelMatch>()];
    }
}
