using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Orleans.Ray.CodeFixes;

/// <summary>Marks a type with <c>[GenerateSerializer]</c>, and each member that holds something with <c>[Id(n)]</c>.</summary>
/// <remarks>The parameters of a record have their numbers from their places. Numbers that are there already stay, and others follow them.</remarks>
internal static class SerializerRemedy
{
    /// <summary>The marked type; null where the numbers cannot be told apart, as those of several fields in one declaration.</summary>
    public static TypeDeclarationSyntax? Apply(TypeDeclarationSyntax type)
    {
        var members = type.Members.Where(HoldsSomething).ToList();
        if (members.OfType<FieldDeclarationSyntax>().Any(static field => field.Declaration.Variables.Count > 1))
        {
            return null;
        }

        var next = members.SelectMany(Numbers).DefaultIfEmpty(-1).Max() + 1;
        var unmarked = members.Where(static member => !Numbers(member).Any()).ToList();
        var marked = type.ReplaceNodes(unmarked, (member, _) => WithAttribute(member, BeginsLine(member), $"Orleans.Id({next++})"));
        return (TypeDeclarationSyntax)WithAttribute(marked, BeginsLine(type), "Orleans.GenerateSerializer");
    }

    private static bool HoldsSomething(MemberDeclarationSyntax member) => !member.Modifiers.Any(SyntaxKind.StaticKeyword) && !member.Modifiers.Any(SyntaxKind.ConstKeyword) && member switch
    {
        FieldDeclarationSyntax => true,
        PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } => accessors.Accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }),
        _ => false,
    };

    private static IEnumerable<int> Numbers(MemberDeclarationSyntax member) =>
        from list in member.AttributeLists
        from attribute in list.Attributes
        where attribute.Name.ToString().Split('.').Last() is "Id" or "IdAttribute"
        select attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: int number } ? number : -1;

    private static bool BeginsLine(SyntaxNode member)
    {
        var previous = member.GetFirstToken().GetPreviousToken();
        return previous.IsKind(SyntaxKind.None) || previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) || member.GetLeadingTrivia().Any(SyntaxKind.EndOfLineTrivia);
    }

    private static MemberDeclarationSyntax WithAttribute(MemberDeclarationSyntax member, bool beginsLine, string attribute)
    {
        var leading = member.GetLeadingTrivia();
        var parsed = ((CompilationUnitSyntax)SyntaxFactory.ParseSyntaxTree($"[{attribute}] class C;").GetRoot()).Members[0].AttributeLists[0];
        var list = parsed.WithAttributes([parsed.Attributes[0].WithName(parsed.Attributes[0].Name.WithAdditionalAnnotations(Simplifier.Annotation))]).WithoutTrivia().WithLeadingTrivia(leading);

        // A member that begins its line has the attribute on a line of its own.
        var indentation = leading.Reverse().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1);
        list = beginsLine
            ? list.WithTrailingTrivia(indentation.Prepend(EndOfLine(member)))
            : list.WithTrailingTrivia(SyntaxFactory.Space);
        return member.WithoutLeadingTrivia().WithAttributeLists(member.WithoutLeadingTrivia().AttributeLists.Insert(0, list));
    }

    private static SyntaxTrivia EndOfLine(SyntaxNode node) =>
        node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } used ? used : SyntaxFactory.LineFeed;
}
