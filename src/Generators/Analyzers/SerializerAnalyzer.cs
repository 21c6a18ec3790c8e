using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Analyzers;

/// <summary>Finds the user's own types that tasks and actors take or return, and for which there is no serializer.</summary>
/// <remarks>A suggestion only: serializers can also be registered when the program runs, of which nothing is seen here.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SerializerAnalyzer : DiagnosticAnalyzer
{
    // Whoever implements one of these for a type has a serializer for it.
    private static readonly string[] Serializers =
    [
        "Orleans.IConverter", "Orleans.Serialization.Codecs.IFieldCodec", "Orleans.Serialization.Cloning.IDeepCopier", "Orleans.Serialization.Serializers.IBaseCodec",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.NoSerializer];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var served = new Lazy<HashSet<ISymbol>>(() => FindServed(start.Compilation.Assembly.GlobalNamespace));
            var reported = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(method => OnMethod(method, (IMethodSymbol)method.Symbol, served, reported), SymbolKind.Method);
        });
    }

    private static void OnMethod(SymbolAnalysisContext context, IMethodSymbol method, Lazy<HashSet<ISymbol>> served, ConcurrentDictionary<ISymbol, bool> reported)
    {
        if (!method.IsRayTask() && !IsCallable(method))
        {
            return;
        }

        var where = method.MethodKind == MethodKind.Constructor ? $"the constructor of '{method.ContainingType.Name}'" : $"the signature of '{method.Name}'";
        foreach (var type in method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType))
        {
            foreach (var found in Own(type, context.Compilation.Assembly))
            {
                if (NeedsSerializer(found) && !served.Value.Contains(found) && reported.TryAdd(found, true))
                {
                    context.ReportDiagnostic(Diagnostic.Create(UsageRules.NoSerializer, Locations.OfName(found), found.Name, where));
                }
            }
        }
    }

    private static bool IsCallable(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary or MethodKind.Constructor, IsStatic: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
        && method.ContainingType.IsRayActor();

    /// <summary>The types of this project in a type: itself, its items and its type arguments.</summary>
    private static IEnumerable<INamedTypeSymbol> Own(ITypeSymbol type, IAssemblySymbol assembly)
    {
        if (type is IArrayTypeSymbol array)
        {
            return Own(array.ElementType, assembly);
        }

        if (type is not INamedTypeSymbol named)
        {
            return [];
        }

        var inside = named.TypeArguments.SelectMany(argument => Own(argument, assembly));
        return SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, assembly) ? inside.Append(named.OriginalDefinition) : inside;
    }

    private static bool NeedsSerializer(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsImplicitlyDeclared: false }
        && !type.IsRayActor()
        && !type.HasAttribute(WellKnown.GenerateSerializerAttribute)
        && !((type.IsSealed || type.IsValueType) && type.HasAttribute(WellKnown.ImmutableAttribute))
        && !IsCopiedByPassing(type)
        && !IsServedByBase(type);

    // Structs of values and strings.
    private static bool IsCopiedByPassing(INamedTypeSymbol type) =>
        type.IsValueType && type.GetMembers().OfType<IFieldSymbol>().All(static field => field.IsStatic || field.Type.IsUnmanagedType || field.Type.SpecialType == SpecialType.System_String);

    private static bool IsServedByBase(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.HasFullName("System.Exception") || current.OriginalDefinition.HasFullName("Orleans.Ray.ActorHandle"))
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<ISymbol> FindServed(INamespaceOrTypeSymbol container)
    {
        var served = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Visit(container);
        return served;

        void Visit(INamespaceOrTypeSymbol current)
        {
            if (current is INamedTypeSymbol type)
            {
                foreach (var serializer in type.AllInterfaces.Where(static implemented => Array.Exists(Serializers, implemented.HasFullName)))
                {
                    served.Add(serializer.TypeArguments[0].OriginalDefinition);
                }
            }

            foreach (var member in current.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                Visit(member);
            }
        }
    }
}
