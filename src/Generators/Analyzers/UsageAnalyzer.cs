using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orleans.Ray.Generators.Parsing;

namespace Orleans.Ray.Generators.Analyzers;

/// <summary>Finds calls that compile and that the runtime refuses, or that hold an actor up.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.PutReference, UsageRules.BlockingInAsyncActor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(static operation => OnCall(operation, (IInvocationOperation)operation.Operation), OperationKind.Invocation);
        context.RegisterOperationAction(static operation => OnProperty(operation, (IPropertyReferenceOperation)operation.Operation), OperationKind.PropertyReference);
    }

    private static void OnCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name == "Put" && IsRay(method.ContainingType) && method.TypeArguments.Length == 1 && IsReference(method.TypeArguments[0]))
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.PutReference, call.Syntax.GetLocation(), call.Arguments[0].Value.Syntax.ToString()));
        }

        if (Blocks(method))
        {
            ReportIfInAsyncActor(context, call, $"{method.ContainingType.Name}.{method.Name}");
        }
    }

    private static void OnProperty(OperationAnalysisContext context, IPropertyReferenceOperation reference)
    {
        if (reference.Property.Name == "Result" && IsTask(reference.Property.ContainingType))
        {
            ReportIfInAsyncActor(context, reference, $"{reference.Property.ContainingType.Name}.Result");
        }
    }

    private static void ReportIfInAsyncActor(OperationAnalysisContext context, IOperation operation, string what)
    {
        if (context.ContainingSymbol is { ContainingType: { } type, IsStatic: false }
            && type.IsRayActor()
            && ActorMethodParser.HasAsyncMethod(type)
            && !IsInLambda(operation))
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.BlockingInAsyncActor, operation.Syntax.GetLocation(), what, type.Name));
        }
    }

    // What a lambda does may run elsewhere, as with Task.Run.
    private static bool IsInLambda(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Blocks(IMethodSymbol method) => method.Name switch
    {
        "Get" => IsRay(method.ContainingType),
        "Wait" or "WaitAll" or "WaitAny" => IsTask(method.ContainingType),
        "GetResult" => IsAwaiter(method.ContainingType),
        "Sleep" => method.ContainingType.HasFullName("System.Threading.Thread"),
        _ => false,
    };

    private static bool IsRay(INamedTypeSymbol type) => type.HasFullName("Orleans.Ray.Ray") || type.HasFullName("Orleans.Ray.IRay");

    private static bool IsTask(INamedTypeSymbol type) => type.HasFullName("System.Threading.Tasks.Task") || type.HasFullName("System.Threading.Tasks.ValueTask");

    private static bool IsAwaiter(INamedTypeSymbol type) =>
        type.HasFullName("System.Runtime.CompilerServices.TaskAwaiter") || type.HasFullName("System.Runtime.CompilerServices.ValueTaskAwaiter");

    private static bool IsReference(ITypeSymbol type) => type.HasFullName("Orleans.Ray.ObjectRef");
}
