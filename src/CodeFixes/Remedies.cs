using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Ray.CodeFixes;

/// <summary>The remedies, by the code of the rule.</summary>
internal static class Remedies
{
    public static readonly IReadOnlyDictionary<string, Remedy> All = new Dictionary<string, Remedy>(StringComparer.Ordinal)
    {
        ["RAY001"] = new("Make the type partial", static (root, span) => AddModifier<TypeDeclarationSyntax>(root, span, SyntaxKind.PartialKeyword)),
        ["RAY002"] = new("Make the method static", static (root, span) => AddModifier<MethodDeclarationSyntax>(root, span, SyntaxKind.StaticKeyword)),
        ["RAY004"] = new("Remove [RayTask]", RemoveTaskAttribute),
        ["RAY006"] = new("Pass by value", PassByValue),
        ["RAY010"] = new("Remove the parameter", RemoveParameter),
        ["RAY017"] = new("Return Task", ReturnTask),
        ["RAY018"] = new("Remove the modifier 'file'", RemoveFileModifier),
    };

    private static SyntaxNode? AddModifier<T>(SyntaxNode root, TextSpan span, SyntaxKind modifier)
        where T : MemberDeclarationSyntax
    {
        if (Find<T>(root, span) is not { } declaration || declaration.Modifiers.Any(modifier))
        {
            return null;
        }

        // 'partial' must come last, and 'static' before 'async'.
        var index = modifier == SyntaxKind.PartialKeyword ? declaration.Modifiers.Count : declaration.Modifiers.TakeWhile(IsAccessibility).Count();
        if (declaration.Modifiers.Count > 0)
        {
            var token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
            token = index == 0 ? token.WithLeadingTrivia(declaration.Modifiers[0].LeadingTrivia) : token;
            var modifiers = index == 0 ? declaration.Modifiers.Replace(declaration.Modifiers[0], declaration.Modifiers[0].WithLeadingTrivia()) : declaration.Modifiers;
            return root.ReplaceNode(declaration, declaration.WithModifiers(modifiers.Insert(index, token)));
        }

        // The first token after the attributes carries the line's indentation.
        var first = declaration.AttributeLists.Count > 0 ? declaration.AttributeLists.Last().GetLastToken().GetNextToken() : declaration.GetFirstToken();
        var added = SyntaxFactory.Token(first.LeadingTrivia, modifier, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        var changed = declaration.ReplaceToken(first, first.WithLeadingTrivia());
        return root.ReplaceNode(declaration, changed.WithModifiers([added]));
    }

    private static bool IsAccessibility(SyntaxToken token) =>
        token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword;

    private static SyntaxNode? RemoveTaskAttribute(SyntaxNode root, TextSpan span)
    {
        var method = Find<MethodDeclarationSyntax>(root, span);
        var attribute = method?.AttributeLists
            .SelectMany(static list => list.Attributes)
            .FirstOrDefault(static attribute => attribute.Name.ToString().Split('.').Last() is "RayTask" or "RayTaskAttribute");
        if (attribute?.Parent is not AttributeListSyntax list)
        {
            return null;
        }

        return list.Attributes.Count == 1
            ? root.ReplaceNode(method!, method!.WithAttributeLists(method.AttributeLists.Remove(list)).WithLeadingTrivia(method.GetLeadingTrivia()))
            : root.RemoveNode(attribute, SyntaxRemoveOptions.KeepUnbalancedDirectives);
    }

    private static SyntaxNode? PassByValue(SyntaxNode root, TextSpan span)
    {
        if (Find<ParameterSyntax>(root, span) is not { } parameter)
        {
            return null;
        }

        var kept = parameter.Modifiers.Where(static modifier =>
            modifier.Kind() is not (SyntaxKind.RefKeyword or SyntaxKind.InKeyword or SyntaxKind.OutKeyword or SyntaxKind.ReadOnlyKeyword));
        return root.ReplaceNode(parameter, parameter.WithModifiers(SyntaxFactory.TokenList(kept)).WithTriviaFrom(parameter));
    }

    private static SyntaxNode? RemoveParameter(SyntaxNode root, TextSpan span) =>
        Find<ParameterSyntax>(root, span) is { } parameter ? root.RemoveNode(parameter, SyntaxRemoveOptions.KeepUnbalancedDirectives) : null;

    private static SyntaxNode? ReturnTask(SyntaxNode root, TextSpan span) => Find<MethodDeclarationSyntax>(root, span) is { } method
        ? root.ReplaceNode(method.ReturnType, SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation).WithTriviaFrom(method.ReturnType))
        : null;

    private static SyntaxNode? RemoveFileModifier(SyntaxNode root, TextSpan span)
    {
        var type = Find<BaseTypeDeclarationSyntax>(root, span);
        var file = type?.Modifiers.FirstOrDefault(static modifier => modifier.IsKind(SyntaxKind.FileKeyword));
        return file is { RawKind: not 0 } token ? root.ReplaceNode(type!, type!.WithModifiers(type.Modifiers.Remove(token)).WithLeadingTrivia(type.GetLeadingTrivia())) : null;
    }

    private static T? Find<T>(SyntaxNode root, TextSpan span)
        where T : SyntaxNode => root.FindNode(span).FirstAncestorOrSelf<T>();
}
