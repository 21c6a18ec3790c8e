using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Finds the ways to construct an actor.</summary>
internal static class ConstructorParser
{
    private const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    public static EquatableArray<ConstructorModel> Parse(INamedTypeSymbol type, Findings findings)
    {
        var constructors = type.InstanceConstructors.Where(IsAccessible).ToArray();
        if (constructors.Length == 0)
        {
            findings.Add(Rules.NoConstructor, Locations.OfName(type), type.Name, "none of its constructors is public or internal", "make one of them so");
        }

        var parser = new SignatureParser(type, findings);
        var models = new List<ConstructorModel>();
        for (var i = 0; i < constructors.Length; i++)
        {
            var constructor = constructors[i];
            if (CheckRequiredMembers(constructor, findings)
                && CheckClash(constructors, i, findings)
                && parser.Parse(constructor, StubKind.Construction, constructors.Length > 1) is { } signature)
            {
                models.Add(new ConstructorModel(constructor.DeclaredAccessibility == Accessibility.Public ? "public" : "internal", signature));
            }
        }

        return models.ToEquatableArray();
    }

    private static bool IsAccessible(IMethodSymbol constructor) =>
        constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool CheckRequiredMembers(IMethodSymbol constructor, Findings findings)
    {
        if (constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.HasFullName(SetsRequiredMembers) == true))
        {
            return true;
        }

        for (var type = constructor.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().FirstOrDefault(IsRequired) is { } member)
            {
                findings.Add(
                    Rules.NoConstructor,
                    Locations.OfName(constructor),
                    constructor.ContainingType.Name,
                    $"its member '{member.Name}' is required and an actor has no object initializer",
                    "take it in the constructor, and mark that with [SetsRequiredMembers]");
                return false;
            }
        }

        return true;
    }

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static bool CheckClash(IMethodSymbol[] constructors, int index, Findings findings)
    {
        foreach (var earlier in constructors.Take(index))
        {
            if (StubClash.FindRemedy(earlier, constructors[index], haveOptions: true) is { } remedy)
            {
                findings.Add(Rules.StubsClash, Locations.OfName(constructors[index]), TypeNames.InMessage(constructors[index]), TypeNames.InMessage(earlier), remedy);
                return false;
            }
        }

        return true;
    }
}
