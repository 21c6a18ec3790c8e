using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
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
        ["RAY008"] = new("Return a sequence that can be streamed", ReturnSequence),
        ["RAY009"] = new("Put the token where it belongs", PlaceToken),
        ["RAY010"] = new("Remove the parameter", RemoveParameter),
        ["RAY017"] = new("Return Task", ReturnTask),
        ["RAY018"] = new("Remove the modifier 'file'", RemoveFileModifier),
        ["RAY103"] = new("Mark with [GenerateSerializer] and [Id]", AddSerializer),
        ["RAY104"] = new("Declare as ActorHandle<T>", DeclareAsBase),
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

    /// <summary>In place of a position in the items, or of items of any type. A task that carries a sequence is another method, and stays.</summary>
    private static SyntaxNode? ReturnSequence(SyntaxNode root, TextSpan span)
    {
        if (Find<MethodDeclarationSyntax>(root, span) is not { } method)
        {
            return null;
        }

        var name = method.ReturnType.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault(static name => name.Identifier.ValueText is "IEnumerator" or "IAsyncEnumerator" or "IEnumerable");
        if (name is null || method.ReturnType != (name.Parent as QualifiedNameSyntax ?? (TypeSyntax)name))
        {
            return null;
        }

        var sequence = name.Identifier.ValueText == "IAsyncEnumerator" ? "IAsyncEnumerable" : "IEnumerable";
        var item = name is GenericNameSyntax generic ? generic.TypeArgumentList.ToString() : "<object>";
        return root.ReplaceNode(method.ReturnType, SyntaxFactory.ParseTypeName($"System.Collections.Generic.{sequence}{item}").WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(method.ReturnType));
    }

    /// <summary>To the end; away, where it has nothing to cancel, or another one stands there.</summary>
    private static SyntaxNode? PlaceToken(SyntaxNode root, TextSpan span)
    {
        if (Find<ParameterSyntax>(root, span) is not { Parent: ParameterListSyntax list } parameter)
        {
            return null;
        }

        var last = list.Parameters.Last();
        if (list.Parent is not MethodDeclarationSyntax || (last != parameter && last.Type?.ToString() == parameter.Type?.ToString()))
        {
            return root.RemoveNode(parameter, SyntaxRemoveOptions.KeepUnbalancedDirectives);
        }

        // What follows an optional parameter must be optional too.
        var moved = last.Default is null || parameter.Default is not null
            ? parameter
            : parameter.WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)).NormalizeWhitespace().WithLeadingTrivia(SyntaxFactory.Space));
        var without = list.RemoveNode(parameter, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        var separators = without.Parameters.GetSeparators().Append(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        return root.ReplaceNode(list, without.WithParameters(SyntaxFactory.SeparatedList(without.Parameters.Append(moved.WithoutTrivia()), separators)));
    }

    private static SyntaxNode? AddSerializer(SyntaxNode root, TextSpan span) =>
        Find<TypeDeclarationSyntax>(root, span) is { } type && SerializerRemedy.Apply(type) is { } marked ? root.ReplaceNode(type, marked) : null;

    private static SyntaxNode? DeclareAsBase(SyntaxNode root, TextSpan span) => root.FindNode(span) is QualifiedNameSyntax { Right.Identifier.ValueText: "Handle" } handle
        ? root.ReplaceNode(handle, SyntaxFactory.ParseTypeName($"Orleans.Ray.ActorHandle<{handle.Left}>").WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(handle))
        : null;

    private static SyntaxNode? ReturnTask(SyntaxNode root, TextSpan span) => Find<MethodDeclarationSyntax>(root, span) is { } method
        ? root.ReplaceNode(method.ReturnType, SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(method.ReturnType))
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
