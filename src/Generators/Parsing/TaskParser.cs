using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Reads one <c>[RayTask]</c>.</summary>
internal static class TaskParser
{
    private const string What = "the class Remote";

    public static Parsed<TaskModel> Parse(GeneratorAttributeSyntaxContext context)
    {
        var findings = new Findings();
        return findings.With(Parse(context.TargetNode, (IMethodSymbol)context.TargetSymbol, context.Attributes[0], findings));
    }

    private static TaskModel? Parse(SyntaxNode node, IMethodSymbol method, AttributeData attribute, Findings findings)
    {
        var type = method.ContainingType;
        if (!IsTaskMethod(node, method, findings))
        {
            return null;
        }

        // Where the type is an actor too, what is wrong with the type is the actor's to report.
        var typeFindings = type.IsRayActor() ? new Findings() : findings;
        method = method.PartialDefinitionPart ?? method;
        var shell = ShellParser.Parse(type, What, typeFindings);
        var descriptor = DescriptorParser.Parse(attribute, $"{type.Name}.{method.Name}", findings);
        var tasks = type.GetMembers().OfType<IMethodSymbol>().Where(WellKnown.IsRayTask).ToArray();
        var namesakes = tasks.Where(task => task.Name == method.Name).ToArray();
        var signature = new SignatureParser(type, findings).Parse(method, StubKind.Task, namesakes.Length > 1);
        if (!CheckName(method, findings)
            || !NameTaken.Check(type, WellKnown.Remote, typeFindings)
            || !CheckNamesakes(method, namesakes, findings)
            || shell is null
            || signature is null)
        {
            return null;
        }

        DescriptorParser.CheckStreaming(attribute, signature, findings);
        var remote = type.IsRayActor() ? Accessibility.Public : Widest(tasks);
        if (IsWidened(method, remote) && Reachability.FindHidden(method) is { } hidden)
        {
            findings.Add(Rules.TypeNotReachable, Locations.OfName(method), method.Name, type.Name, hidden.Name);
            return null;
        }

        return new TaskModel(shell, Write(remote), method.DeclaredAccessibility == Accessibility.Public ? "public" : "internal", descriptor, signature);
    }

    private static bool IsTaskMethod(SyntaxNode node, IMethodSymbol method, Findings findings)
    {
        var location = Locations.OfName(method);
        var problem = node is LocalFunctionStatementSyntax ? "a local function"
            : node is not MethodDeclarationSyntax ? "an operator or accessor"
            : method.ContainingType.TypeKind == TypeKind.Interface ? "a method of an interface"
            : !method.ContainingType.CanBeReferencedByName ? "a member of an extension block"
            : null;
        if (problem is not null)
        {
            findings.Add(Rules.NotATaskMethod, location, problem);
            return false;
        }

        if (!method.IsStatic)
        {
            findings.Add(method.ContainingType.IsRayActor() ? Rules.TaskInActor : Rules.TaskNotStatic, location, method.Name);
            return false;
        }

        return true;
    }

    private static bool CheckName(IMethodSymbol method, Findings findings)
    {
        if (method.Name == WellKnown.Remote)
        {
            findings.Add(Rules.NameTaken, Locations.OfName(method), method.Name, "that is the name of the class that holds the stubs");
            return false;
        }

        if (method.Name == WellKnown.Create && method.ContainingType.IsRayActor())
        {
            findings.Add(Rules.NameTaken, Locations.OfName(method), method.Name, "Remote.Create creates the actor");
            return false;
        }

        return true;
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

    private static Accessibility Widest(IMethodSymbol[] tasks) =>
        tasks.Any(task => task.DeclaredAccessibility == Accessibility.Public) ? Accessibility.Public
        : tasks.All(task => task.DeclaredAccessibility == Accessibility.Private) ? Accessibility.Private
        : Accessibility.Internal;

    private static bool IsWidened(IMethodSymbol method, Accessibility remote) =>
        remote != Accessibility.Private
        && method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal);

    private static string Write(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Private => "private",
        _ => "internal",
    };
}
