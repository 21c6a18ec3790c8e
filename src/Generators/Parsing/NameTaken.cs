using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;

namespace Orleans.Ray.Generators.Parsing;

internal static class NameTaken
{
    /// <summary>Reports a member of the type that has the name of a generated class; a part of that class itself is welcome.</summary>
    public static bool Check(INamedTypeSymbol type, string name, Findings findings)
    {
        foreach (var member in type.GetMembers(name))
        {
            if (member is not INamedTypeSymbol { TypeKind: TypeKind.Class, Arity: 0, IsRecord: false })
            {
                findings.Add(Rules.NameTaken, Locations.OfName(member), name, $"the class {name} is generated into '{type.Name}'");
                return false;
            }

            if (ShellParser.Parse((INamedTypeSymbol)member, $"the class {name}", findings) is null)
            {
                return false;
            }
        }

        foreach (var parameter in type.TypeParameters)
        {
            if (parameter.Name == name)
            {
                findings.Add(Rules.NameTaken, Locations.OfName(parameter), name, $"the class {name} is generated into '{type.Name}'");
                return false;
            }
        }

        if (type.Name == name)
        {
            findings.Add(Rules.NameTaken, Locations.OfName(type), name, $"a class {name} is generated into it");
            return false;
        }

        return true;
    }
}
