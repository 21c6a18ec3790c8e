using System.Text.RegularExpressions;

namespace Orleans.Polyfills.Surface;

/// <summary>One type of the list of signatures.</summary>
internal sealed partial class ListedType
{
    private readonly Dictionary<string, string> _defaults = new(StringComparer.Ordinal);

    public ListedType(string ns, string declaration)
    {
        var bases = string.Empty;
        var constraints = string.Empty;
        var header = declaration;
        var where = header.IndexOf(" where ", StringComparison.Ordinal);
        if (where >= 0 && !header.Contains(" delegate ", StringComparison.Ordinal))
        {
            constraints = header[where..];
            header = header[..where];
        }

        var colon = header.IndexOf(" : ", StringComparison.Ordinal);
        if (colon >= 0)
        {
            bases = header[(colon + 3)..];
            header = header[..colon];
        }

        Header = header + constraints;
        Bases = SplitTopLevel(bases);
        IsNameOnly = declaration.StartsWith("type ", StringComparison.Ordinal);
        var name = Name().Match(header);
        var arity = name.Groups[2].Success ? name.Groups[2].Value.Count(static character => character == ',') + 1 : 0;
        Key = $"{ns}.{name.Groups[1].Value}`{arity}";
    }

    public string Key { get; }

    public string Header { get; }

    public IReadOnlyList<string> Bases { get; }

    /// <summary>Signatures mention the type, nothing more is known of it.</summary>
    public bool IsNameOnly { get; }

    public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>By property, its value in a new instance.</summary>
    public IReadOnlyDictionary<string, string> Defaults => _defaults;

    public bool HasValueEquality { get; private set; }

    public bool HasNoPublicConstructor { get; private set; }

    public void Add(string member)
    {
        switch (member)
        {
            case "value equality":
                HasValueEquality = true;
                return;
            case "no public constructor":
                HasNoPublicConstructor = true;
                return;
        }

        var initial = member.LastIndexOf("} = ", StringComparison.Ordinal);
        if (initial >= 0)
        {
            var property = PropertyName().Match(member).Groups[1].Value;
            _defaults[property] = member[(initial + 4)..];
            member = member[..(initial + 1)];
        }

        Members.Add(Normalize(member));
    }

    // "scoped" and "readonly" members and accessors make no difference to callers.
    private string Normalize(string member)
    {
        var plain = member.Replace("scoped ", string.Empty, StringComparison.Ordinal).Replace("sealed override", "override sealed", StringComparison.Ordinal);
        return plain.StartsWith("readonly ", StringComparison.Ordinal) && plain.EndsWith('}') ? plain["readonly ".Length..] : plain;
    }

    private static List<string> SplitTopLevel(string bases)
    {
        var result = new List<string>();
        int depth = 0, start = 0;
        for (var i = 0; i <= bases.Length; i++)
        {
            if (i == bases.Length || (bases[i] == ',' && depth == 0))
            {
                if (bases[start..i].Trim() is { Length: > 0 } item)
                {
                    result.Add(item);
                }

                start = i + 1;
            }
            else
            {
                depth += bases[i] switch { '<' => 1, '>' => -1, _ => 0 };
            }
        }

        return result;
    }

    [GeneratedRegex(@"(?:\b(?:class|struct|interface|enum|type) |delegate .*? (?=\w+(?:<[^(]*>)?\())([\w.]+)(<[^(]*>)?")]
    private static partial Regex Name();

    [GeneratedRegex(@"(\w+) \{")]
    private static partial Regex PropertyName();
}
