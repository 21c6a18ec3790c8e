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

    public static readonly DiagnosticDescriptor NoSerializer = new(
        "RAY103",
        "Type has no serializer",
        "'{0}' is part of {1}, and can be neither copied nor sent as it is; mark it with [GenerateSerializer] and its members with [Id(n)]",
        "Orleans.Ray",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Arguments and results are copied, so that a caller and a task never share a value that can change. Orleans makes the code for that, for types with [GenerateSerializer]. A type that never changes can be sealed and marked [Immutable] instead; one of which a converter or a codec is registered elsewhere needs nothing.");

    public static readonly DiagnosticDescriptor GeneratedHandle = new(
        "RAY104",
        "Member is of a generated type",
        "'{0}' is made by a generator, and Orleans' own, which makes the serializer of '{1}', does not see it; declare the member as {2}",
        "Orleans.Ray",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Generators do not see what other generators make in the same project. ActorHandle<T> of the actor's class is no generated type, holds the actor in the same way, and is the handle: cast it to make calls. In another project than the actor's its handle is a type like any other.");
}
