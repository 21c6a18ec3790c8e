using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Analyzers;

/// <summary>Finds members of serializable types that are handles which this project's generator makes, so that Orleans' generator does not know their type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GeneratedHandleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.GeneratedHandle];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(OnMember, SyntaxKind.PropertyDeclaration, SyntaxKind.FieldDeclaration, SyntaxKind.Parameter);
    }

    private static void OnMember(SyntaxNodeAnalysisContext context)
    {
        var (type, symbol) = context.Node switch
        {
            PropertyDeclarationSyntax property => (property.Type, context.SemanticModel.GetDeclaredSymbol(property)),
            FieldDeclarationSyntax field => (field.Declaration.Type, context.SemanticModel.GetDeclaredSymbol(field.Declaration.Variables[0])),
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => (parameter.Type, context.SemanticModel.GetDeclaredSymbol(parameter)),
            _ => (null, null),
        };
        if (type is null || symbol?.ContainingType is not { } holder || !holder.HasAttribute(WellKnown.GenerateSerializerAttribute)
            || !(symbol is IParameterSymbol || symbol.HasAttribute(WellKnown.IdAttribute)))
        {
            return;
        }

        foreach (var name in type.DescendantNodesAndSelf().OfType<NameSyntax>())
        {
            if (name.Parent is not QualifiedNameSyntax
                && context.SemanticModel.GetSymbolInfo(name).Symbol is INamedTypeSymbol { Name: WellKnown.Handle, ContainingType: { } actor } handle
                && actor.IsRayActor()
                && SymbolEqualityComparer.Default.Equals(handle.ContainingAssembly, context.Compilation.Assembly))
            {
                context.ReportDiagnostic(Diagnostic.Create(UsageRules.GeneratedHandle, name.GetLocation(), name.ToString(), holder.Name, $"ActorHandle<{actor.Name}>"));
            }
        }
    }
}
