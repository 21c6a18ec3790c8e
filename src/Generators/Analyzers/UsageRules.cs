using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Analyzers;

/// <summary>What the analyzers find in the code that uses tasks, actors and objects.</summary>
internal static class UsageRules
{
    public static readonly DiagnosticDescriptor PutReference = new(
        "RAY101",
        "A reference is put as a value",
        "'{0}' is a reference to an object already, and Put refuses it; pass the reference on as it is, or put the value that it refers to",
        "Orleans.Ray",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An ObjectRef is not a value: Put throws an ArgumentException for one. Tasks and actors take a reference where they take the value. If a reference inside of a value is meant, put a list that holds it.");

    public static readonly DiagnosticDescriptor BlockingInAsyncActor = new(
        "RAY102",
        "An async actor is blocked",
        "'{0}' blocks the one thread that runs the turns of the async actor '{1}', so that none of its other calls goes on, not even one that this may wait for; await instead",
        "Orleans.Ray",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The calls of an actor with async methods interleave on one thread, where they await. A call that blocks holds up all of them, and waits for ever if what it waits for is one of them. Make the method async and await.");
}
