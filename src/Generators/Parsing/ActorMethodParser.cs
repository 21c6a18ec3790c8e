using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Finds the methods that an actor's handle exposes: the public ones, inherited ones too.</summary>
internal static class ActorMethodParser
{
    public static EquatableArray<ActorMethodModel> Parse(INamedTypeSymbol type, ConcurrencyGroups groups, Findings findings)
    {
        var methods = FindExposed(type).ToArray();
        var models = new List<ActorMethodModel>();
        for (var i = 0; i < methods.Length; i++)
        {
            var method = methods[i];

            // What a library's base class has and a handle cannot is nothing that the actor's author could change.
            var itsFindings = method.Locations.Any(location => location.IsInSource) ? findings : new Findings();
            var namesakes = methods.Where(other => other.Name == method.Name).ToArray();
            if (CheckName(method, itsFindings)
                && CheckNamesakes(method, namesakes, itsFindings)
                && new SignatureParser(type, itsFindings).Parse(method, StubKind.ActorCall, namesakes.Length > 1) is { } signature)
            {
                models.Add(new ActorMethodModel(signature, ParseSettings(method, signature, groups, itsFindings)));
            }
        }

        return models.ToEquatableArray();
    }

    private static EquatableArray<string> ParseSettings(IMethodSymbol method, StubSignature signature, ConcurrencyGroups groups, Findings findings)
    {
        if (FindAttribute(method) is not { } attribute)
        {
            return default;
        }

        DescriptorParser.CheckStreaming(attribute, signature, findings);
        var group = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "ConcurrencyGroup").Value.Value as string;
        return group is null || groups.Check(attribute, group, findings)
            ? DescriptorParser.Parse(attribute, method.Name, findings).Settings
            : default;
    }

    private static AttributeData? FindAttribute(IMethodSymbol? method)
    {
        for (; method is not null; method = method.OverriddenMethod)
        {
            if (method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.HasFullName(WellKnown.ActorMethodAttribute) == true) is { } attribute)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Whether calls of such an actor interleave where they await.</summary>
    public static bool HasAsyncMethod(INamedTypeSymbol type) => FindExposed(type).Any(static method =>
        method.ReturnType.HasFullName("System.Threading.Tasks.Task") || method.ReturnType.HasFullName("System.Threading.Tasks.ValueTask"));

    private static IEnumerable<IMethodSymbol> FindExposed(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            foreach (var method in current.GetMembers().OfType<IMethodSymbol>())
            {
                if (method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsImplicitlyDeclared: false }
                    && seen.Add(Key(method))
                    && !IsOfObject(method)
                    && !IsDispose(method))
                {
                    yield return method;
                }
            }
        }
    }

    private static string Key(IMethodSymbol method) =>
        $"{method.Name}`{method.Arity}({string.Join(",", method.Parameters.Select(parameter => $"{parameter.RefKind} {TypeNames.Plain(parameter.Type)}"))})";

    private static bool IsOfObject(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
        {
            method = overridden;
        }

        return method.ContainingType.SpecialType == SpecialType.System_Object;
    }

    // The actor's own end calls these.
    private static bool IsDispose(IMethodSymbol method) => method is { Name: "Dispose" or "DisposeAsync", Parameters.Length: 0, Arity: 0 };

    private static bool CheckName(IMethodSymbol method, Findings findings)
    {
        if (method.Name != WellKnown.Handle)
        {
            return true;
        }

        findings.Add(Rules.NameTaken, Locations.OfName(method), method.Name, "the actor's handle is a class of that name");
        return false;
    }

    private static bool CheckNamesakes(IMethodSymbol method, IMethodSymbol[] namesakes, Findings findings)
    {
        foreach (var earlier in namesakes.TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, method)))
        {
            if (StubClash.FindRemedy(earlier, method, haveOptions: true) is { } remedy)
            {
                findings.Add(Rules.StubsClash, Locations.OfName(method), TypeNames.InMessage(method), TypeNames.InMessage(earlier), remedy);
                return false;
            }
        }

        return true;
    }
}
