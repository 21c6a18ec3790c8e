using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Reads one <c>[RayActor]</c>.</summary>
internal static class ActorParser
{
    private const string What = "the classes Remote and Handle";

    public static Parsed<ActorModel> Parse(GeneratorAttributeSyntaxContext context)
    {
        var findings = new Findings();
        return findings.With(Parse((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], findings));
    }

    private static ActorModel? Parse(INamedTypeSymbol type, AttributeData attribute, Findings findings)
    {
        var isClass = CheckClass(type, findings);
        var shell = ShellParser.Parse(type, What, findings);
        if (!isClass || shell is null || !NameTaken.Check(type, WellKnown.Remote, findings) || !NameTaken.Check(type, WellKnown.Handle, findings))
        {
            return null;
        }

        var descriptor = DescriptorParser.Parse(attribute, type.Name, findings);
        var constructors = ConstructorParser.Parse(type, findings);
        var groups = ConcurrencyGroups.Parse(type, findings);
        var methods = ActorMethodParser.Parse(type, groups, findings);
        descriptor = descriptor with { Settings = WhatMembersSay(methods, groups).Concat(descriptor.Settings).ToEquatableArray() };

        var tasks = type.GetMembers().OfType<IMethodSymbol>().Where(WellKnown.IsRayTask).Select(task => task.Name);
        return new ActorModel(shell, descriptor, constructors, methods, tasks.ToEquatableArray());
    }

    private static IEnumerable<string> WhatMembersSay(EquatableArray<ActorMethodModel> methods, ConcurrencyGroups groups)
    {
        if (methods.Any(method => method.Signature.IsAsync))
        {
            yield return "IsAsync = true";
        }

        if (methods.Any(method => method.Settings.Count > 0))
        {
            yield return "HasMethodSettings = true";
        }

        if (groups.Setting is { } setting)
        {
            yield return setting;
        }
    }

    private static bool CheckClass(INamedTypeSymbol type, Findings findings)
    {
        (string What, string Remedy)? problem =
            type.IsRecord ? ("a record", "an actor has state of its own and is no value, so make it a class")
            : type.TypeKind != TypeKind.Class ? ("no class", "make it one")
            : type.IsStatic ? ("static", "make it a class with instances, or make its methods tasks with [RayTask]")
            : type.IsAbstract ? ("abstract", "put [RayActor] on the classes that derive from it")
            : null;
        if (problem is { } found)
        {
            findings.Add(Rules.NotAnActorClass, Locations.OfName(type), type.Name, found.What, found.Remedy);
        }

        return problem is null;
    }
}
