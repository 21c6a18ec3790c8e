using Microsoft.CodeAnalysis;

namespace Orleans.Ray.Generators.Diagnostics;

/// <summary>Everything that the generator refuses or warns about.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor TypeNotPartial = Error(
        "RAY001",
        "Type is not partial",
        "'{0}' must be partial, because {1} is generated into it; add the modifier 'partial' to its declaration");

    public static readonly DiagnosticDescriptor TaskNotStatic = Error(
        "RAY002",
        "Task method is not static",
        "'{0}' must be static to be a task, since a task has no object to run on; make it static, or make its class an actor with [RayActor]");

    public static readonly DiagnosticDescriptor NotATaskMethod = Error(
        "RAY003",
        "Not a method that can be a task",
        "[RayTask] cannot go on {0}; put it on an ordinary static method of a class, struct or record");

    public static readonly DiagnosticDescriptor TaskInActor = Error(
        "RAY004",
        "Method of an actor marked as a task",
        "'{0}' is a method of an actor, which its handle calls already; remove [RayTask], or make the method static to have a task");

    public static readonly DiagnosticDescriptor NotAnActorClass = Error(
        "RAY005",
        "Not a class that can be an actor",
        "'{0}' cannot be an actor because it is {1}; {2}");

    public static readonly DiagnosticDescriptor PassedByReference = Error(
        "RAY006",
        "Passed by reference",
        "{0} is passed by reference, but the call may run in another process; pass it by value and return what changes");

    public static readonly DiagnosticDescriptor CannotTravel = Error(
        "RAY007",
        "Type cannot be sent to a task or actor",
        "'{0}' cannot be part of {1}: {2}");

    public static readonly DiagnosticDescriptor StreamingReturn = Error(
        "RAY008",
        "Streaming return",
        "'{0}' hands its items out as {1}, which cannot be streamed; return IAsyncEnumerable<T>, or IEnumerable<T> where nothing is awaited");

    public static readonly DiagnosticDescriptor MisplacedToken = Error(
        "RAY009",
        "Misplaced cancellation token",
        "The CancellationToken '{0}' {1}");

    public static readonly DiagnosticDescriptor OptionsParameter = Error(
        "RAY010",
        "Options declared as a parameter",
        "'{0}' is of type {1}, which the generated stub adds for its caller; remove the parameter");

    public static readonly DiagnosticDescriptor InvalidValue = Error(
        "RAY011",
        "Invalid value in an attribute",
        "{0} is {1}; {2}");

    public static readonly DiagnosticDescriptor StubsClash = Error(
        "RAY012",
        "Stubs cannot be told apart",
        "The stub of '{0}' could not be told apart from the stub of '{1}' in a call; {2}");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "RAY013",
        "Name is taken by generated code",
        "'{0}' cannot be named so, because {1}; rename it");

    public static readonly DiagnosticDescriptor TypeNotReachable = Error(
        "RAY014",
        "Type is not accessible to the stub",
        "The stub of '{0}' must be accessible outside of '{1}', but '{2}' is not; make '{2}' internal or public, or make every task of '{1}' private");

    public static readonly DiagnosticDescriptor NoConstructor = Error(
        "RAY015",
        "Actor cannot be constructed",
        "'{0}' cannot be constructed as an actor because {1}; {2}");

    public static readonly DiagnosticDescriptor UnknownType = new(
        "RAY016",
        "Type is not known to the generator",
        "'{0}' gets no stub, because '{1}' is not known when stubs are generated; if another generator makes that type, wrap it in one of your own",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        RuleHelp.Of("RAY016"));

    public static readonly DiagnosticDescriptor AsyncVoid = Error(
        "RAY017",
        "Async void",
        "'{0}' is async void, so nobody could tell when it is done or how it failed; return Task");

    public static readonly DiagnosticDescriptor FileLocalType = Error(
        "RAY018",
        "Type is local to its file",
        "'{0}' is local to its file, so that {1} cannot be generated into it; remove the modifier 'file'");

    public static readonly DiagnosticDescriptor WrongNumReturns = Error(
        "RAY019",
        "Number of returns does not fit",
        "'{0}' cannot have NumReturns = {1}, because {2}");

    public static readonly DiagnosticDescriptor UnknownConcurrencyGroup = Error(
        "RAY030",
        "Concurrency group is not declared",
        "The actor has no concurrency group '{0}': {1}; declare it with [ConcurrencyGroup] on the class, or name another");

    private const string Category = "Orleans.Ray";

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, RuleHelp.Of(id));
}
