namespace Orleans.Polyfills.Surface;

/// <summary>What a type declares that the list does not, or otherwise. What is listed and not declared is no difference.</summary>
internal static class SurfaceComparison
{
    // Bases that the list names without their members, so that no polyfill can declare them.
    private static readonly string[] Unlisted = ["IVersionManager"];

    public static IEnumerable<string> Compare(Type type, ListedType listed)
    {
        if (listed.IsNameOnly)
        {
            return type.IsEnum
                ? []
                : DeclarationText.Members(type).Where(member => !listed.Members.Contains(member) && !IsDefaultConstructor(type, member)).Select(static member => $"'{member}' is public, but nothing is known of the members of the real type. Make it internal.");
        }

        return Shape(type, listed).Concat(Members(type, listed));
    }

    private static IEnumerable<string> Shape(Type type, ListedType listed)
    {
        if (DeclarationText.Header(type) is var header && header != listed.Header)
        {
            yield return $"is '{header}', the real one '{listed.Header}'.";
        }

        if (type.IsEnum || type.IsAssignableTo(typeof(Delegate)))
        {
            yield break;
        }

        var all = type.GetInterfaces().Select(TypeText.Of).ToHashSet(StringComparer.Ordinal);
        var baseType = type.BaseType is null || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) ? null : TypeText.Of(type.BaseType);
        if (baseType is not null && !listed.Bases.Contains(baseType))
        {
            yield return $"derives from {baseType}, which the real one does not.";
        }

        foreach (var expected in listed.Bases.Where(name => name != baseType && !all.Contains(name) && !Unlisted.Contains(name)))
        {
            yield return $"lacks the base type or interface {expected} of the real one.";
        }

        foreach (var surplus in Surplus(type, listed))
        {
            yield return $"implements {surplus}, which the real one does not.";
        }
    }

    // What the listed bases bring along is theirs.
    private static IEnumerable<string> Surplus(Type type, ListedType listed)
    {
        var known = type.GetInterfaces().Where(candidate => listed.Bases.Contains(TypeText.Of(candidate))).ToArray();
        return type.GetInterfaces()
            .Where(static candidate => candidate.IsVisible)
            .Where(candidate => !known.Contains(candidate) && !known.Any(candidate.IsAssignableFrom))
            .Where(candidate => type.BaseType is null || !candidate.IsAssignableFrom(type.BaseType))
            .Select(TypeText.Of)
            .Where(name => !(listed.HasValueEquality && name.StartsWith("IEquatable<", StringComparison.Ordinal)) && name is not ("ISerializable" or "IFormattable"));
    }

    private static IEnumerable<string> Members(Type type, ListedType listed)
    {
        foreach (var member in DeclarationText.Members(type).Where(member => !listed.Members.Contains(member)))
        {
            if (IsDefaultConstructor(type, member) && !listed.HasNoPublicConstructor && !listed.Members.Any(known => known.StartsWith(TypeText.NameOf(type) + "(", StringComparison.Ordinal)))
            {
                continue;
            }

            var name = NameOf(member);
            var similar = listed.Members.Where(known => NameOf(known) == name).ToArray();
            yield return similar.Length == 0
                ? $"'{member}' is not a member of the real type. Make it internal or remove it."
                : $"'{member}' is there otherwise: {string.Join(" / ", similar.Select(static known => $"'{known}'"))}.";
        }
    }

    private static bool IsDefaultConstructor(Type type, string member)
        => member == $"{TypeText.NameOf(type)}()" || (type.IsAbstract && member == $"protected {TypeText.NameOf(type)}()");

    private static string NameOf(string member)
    {
        var end = member.IndexOfAny(['(', '{', '=']);
        var start = (end < 0 ? member : member[..end]).TrimEnd();
        var generic = start.LastIndexOf('<');
        start = generic > 0 && start.EndsWith('>') && start.LastIndexOf(' ', generic) is var space ? start[(space + 1)..generic] : start;
        return start[(start.LastIndexOf(' ') + 1)..];
    }
}
