using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Emitting;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Finds out whether a method results in several objects, and in which.</summary>
internal static class ReturnsParser
{
    private const string Setting = "NumReturns";

    // Each call says how many.
    private const int PerCall = -1;

    /// <summary>What the method's attribute says, where that is a number of several returns.</summary>
    public static int? CountOf(IMethodSymbol method)
    {
        foreach (var entry in AttributeOf(method)?.NamedArguments ?? [])
        {
            if (entry.Key == Setting && entry.Value.Value is int count and (> 1 or PerCall))
            {
                return count;
            }
        }

        return null;
    }

    /// <summary>How the result becomes several objects; null, with a finding, where it does not.</summary>
    /// <param name="method">The method.</param>
    /// <param name="count">What its attribute says.</param>
    /// <param name="type">What it returns, or its task carries; null for nothing.</param>
    /// <param name="scope">The type that gets the stub.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static SeveralReturns? Parse(IMethodSymbol method, int count, ITypeSymbol? type, INamedTypeSymbol scope, Findings findings)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            var size = tuple.TupleElements.Length;
            if (count != size)
            {
                return Refuse(method, count, $"it returns a tuple of {size}; set it to {size}, or leave it out to have the tuple as one object", findings);
            }

            var elements = tuple.TupleElements.Select(element =>
                new ReturnElement(TypeNames.Of(element.Type, scope), element.IsExplicitlyNamedTupleElement ? Identifiers.Escape(element.Name) : null));
            return new SeveralReturns(elements.ToEquatableArray(), null, null);
        }

        if (type is not null && ItemOf(type) is { } item)
        {
            return new SeveralReturns(new EquatableArray<ReturnElement>([]), TypeNames.Of(item, scope), TypeNames.Of(type, scope));
        }

        var returned = type is null ? "nothing" : $"one '{TypeNames.InMessage(type)}'";
        return Refuse(method, count, $"it returns {returned}; return a tuple, an array or another sequence, or leave it out", findings);
    }

    /// <summary>Refuses a number of returns for a method that streams its items.</summary>
    public static bool CheckIsNoStream(IMethodSymbol method, int count, Findings findings) => !Iterators.IsAsyncStream(method)
        || Refuse(method, count, "it streams its items, each as a reference of its own and as many as it yields; leave it out", findings) is not null;

    /// <summary>The array of the items' type.</summary>
    public static string ArrayOf(string itemType)
    {
        // An array of T[,] is written T[][,]: the outer one first.
        var rank = itemType.Length;
        while (rank > 0 && itemType[rank - 1] is ']' or '?' or ',' or '[')
        {
            rank--;
        }

        var start = itemType.IndexOf('[', rank);
        return start < 0 ? $"{itemType}[]" : $"{itemType.Substring(0, start)}[]{itemType.Substring(start)}";
    }

    private static SeveralReturns? Refuse(IMethodSymbol method, int count, string reason, Findings findings)
    {
        findings.Add(Rules.WrongNumReturns, AttributeOf(method) is { } attribute ? Locations.OfArgument(attribute, Setting) : Locations.OfName(method), method.Name, $"{count}", reason);
        return null;
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.Rank == 1 ? array.ElementType : null;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        var sequences = type.AllInterfaces.Append(type as INamedTypeSymbol)
            .Where(candidate => candidate?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            .ToArray();
        return sequences.Length == 1 ? sequences[0]!.TypeArguments[0] : null;
    }

    // An override has what the method says that it overrides.
    private static AttributeData? AttributeOf(IMethodSymbol? method)
    {
        for (; method is not null; method = method.OverriddenMethod)
        {
            if (method.GetAttributes().FirstOrDefault(IsOurs) is { } attribute)
            {
                return attribute;
            }
        }

        return null;
    }

    private static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { } type && (type.HasFullName(WellKnown.RayTaskAttribute) || type.HasFullName(WellKnown.ActorMethodAttribute));
}
