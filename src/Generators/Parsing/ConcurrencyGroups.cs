using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Ray.Generators.Diagnostics;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>
/// The concurrency groups that an actor's class and its base classes declare. Where they declare none, those that its methods name; how large one of
/// those is, the actor's options say, or else it is as large as the default group.
/// </summary>
internal sealed class ConcurrencyGroups
{
    private const string GroupAttribute = "Orleans.Ray.ConcurrencyGroupAttribute";

    private readonly SortedDictionary<string, int> _limits = new(StringComparer.Ordinal);
    private bool _areDeclared;

    private ConcurrencyGroups()
    {
    }

    /// <summary>The setting of the actor's descriptor; null where there is no group.</summary>
    public string? Setting => _limits.Count == 0
        ? null
        : $"ConcurrencyGroups = new global::System.Collections.Generic.Dictionary<string, int> {{ {string.Join(", ", _limits.Select(group => $"[{Quote(group.Key)}] = {group.Value.ToString(CultureInfo.InvariantCulture)}"))} }}";

    public static ConcurrencyGroups Parse(INamedTypeSymbol type, Findings findings)
    {
        var groups = new ConcurrencyGroups();
        for (var current = type; current is not null; current = current.BaseType)
        {
            var declared = new HashSet<string>(StringComparer.Ordinal);
            foreach (var attribute in current.GetAttributes().Where(attribute => attribute.AttributeClass?.HasFullName(GroupAttribute) == true))
            {
                groups.Add(attribute, declared, findings);
            }
        }

        return groups;
    }

    /// <summary>Whether the group exists; otherwise that is reported at the attribute which names it.</summary>
    public bool Check(AttributeData attribute, string name, Findings findings)
    {
        if (_limits.ContainsKey(name))
        {
            return true;
        }

        if (!_areDeclared && !string.IsNullOrWhiteSpace(name))
        {
            _limits.Add(name, 0);
            return true;
        }

        findings.Add(
            Rules.UnknownConcurrencyGroup,
            Locations.OfArgument(attribute, "ConcurrencyGroup"),
            name,
            _limits.Count == 0 ? "it declares none" : $"it has {string.Join(", ", _limits.Keys.Select(key => $"'{key}'"))}");
        return false;
    }

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    // What a class declares comes before what its base class says of the same group.
    private void Add(AttributeData attribute, HashSet<string> declared, Findings findings)
    {
        _areDeclared = true;
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length != 2 || arguments[1].Value is not int limit)
        {
            return;
        }

        var name = arguments[0].Value as string;
        if (string.IsNullOrWhiteSpace(name))
        {
            findings.Add(Rules.InvalidValue, Locations.OfArgument(attribute, 0), "The name of a concurrency group", "blank", "give it a name");
        }
        else if (limit < 1)
        {
            findings.Add(
                Rules.InvalidValue,
                Locations.OfArgument(attribute, 1),
                $"The limit of the concurrency group '{name}'",
                limit.ToString(CultureInfo.InvariantCulture),
                "set it to 1 or more");
        }
        else if (!declared.Add(name!))
        {
            findings.Add(Rules.InvalidValue, Locations.OfArgument(attribute, 0), $"The concurrency group '{name}'", "declared twice", "declare it once");
        }
        else if (!_limits.ContainsKey(name!))
        {
            _limits.Add(name!, limit);
        }
    }
}
