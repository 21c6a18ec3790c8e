using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Finds types whose values can never reach another process, so that the mistake shows where it is made.</summary>
internal static class Travel
{
    private const string InProgress = "what is in progress stays in its process; await it first, or pass an ObjectRef";
    private const string Cursor = "it is a position in a sequence, which stays in its process; pass an array or a list";
    private const string Open = "it is open in this process; pass the data, or the path to open it there";
    private const string Synchronization = "it synchronizes threads of one process; use an actor to coordinate tasks";
    private const string OwnedBySystem = "it belongs to this process and its operating system; pass what is needed to make one there";

    // Exactly these and, for classes, whatever derives from them.
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["System.Delegate"] = "code stays in the process that made it; pass the data, and let the task choose the code",
        ["System.Threading.Tasks.Task"] = InProgress,
        ["System.Threading.Tasks.ValueTask"] = InProgress,
        ["System.Threading.Tasks.TaskCompletionSource"] = InProgress,
        ["System.Collections.Generic.IAsyncEnumerable"] = "items in progress stay in their process; take an ObjectRefStream<T> to read what another task streams, or an array",
        ["System.Collections.Generic.IAsyncEnumerator"] = Cursor,
        ["System.Collections.Generic.IEnumerator"] = Cursor,
        ["System.Collections.IEnumerator"] = Cursor,
        ["System.IO.Stream"] = Open,
        ["System.IO.TextReader"] = Open,
        ["System.IO.TextWriter"] = Open,
        ["System.Net.Sockets.Socket"] = Open,
        ["System.Runtime.InteropServices.SafeHandle"] = OwnedBySystem,
        ["System.Diagnostics.Process"] = OwnedBySystem,
        ["System.Threading.Thread"] = OwnedBySystem,
        ["System.Threading.Timer"] = OwnedBySystem,
        ["System.Threading.CancellationTokenSource"] = "cancelling is done through the ObjectRef; take a CancellationToken as the last parameter to learn of it",
        ["System.Threading.CancellationToken"] = "it is given to a call as its last parameter, as it is, and is no value",
        ["System.Threading.WaitHandle"] = Synchronization,
        ["System.Threading.SemaphoreSlim"] = Synchronization,
        ["System.Threading.Lock"] = Synchronization,
        ["System.IServiceProvider"] = "services belong to their process; name what the code needs, and find it there",
        ["Orleans.Ray.IRay"] = "it belongs to this process; the code finds its own through Ray.Current",
        ["Orleans.Ray.Arg"] = "stubs make arguments of it themselves; declare the argument's own type",
    };

    /// <summary>Reports the first part of the type that cannot travel.</summary>
    /// <param name="type">The type.</param>
    /// <param name="role">What is of that type, for the message.</param>
    /// <param name="location">Where it is written.</param>
    /// <param name="findings">Takes the report.</param>
    /// <returns>Whether all of it can, as far as types tell.</returns>
    public static bool Check(ITypeSymbol type, string role, Location location, Findings findings)
    {
        if (FindObstacle(type) is not { } obstacle)
        {
            return true;
        }

        findings.Add(Rules.CannotTravel, location, TypeNames.InMessage(obstacle.Type), role, obstacle.Reason);
        return false;
    }

    private static (ITypeSymbol Type, string Reason)? FindObstacle(ITypeSymbol type)
    {
        if (ReasonAgainst(type) is { } reason)
        {
            return (type, reason);
        }

        if (type is IArrayTypeSymbol array)
        {
            return FindObstacle(array.ElementType);
        }

        if (type.HasFullName("Orleans.Ray.ActorHandle"))
        {
            // It names the actor's class, and travels without the actor.
            return null;
        }

        for (var named = type as INamedTypeSymbol; named is not null; named = named.ContainingType)
        {
            foreach (var argument in named.TypeArguments)
            {
                if (FindObstacle(argument) is { } obstacle)
                {
                    return obstacle;
                }
            }
        }

        return null;
    }

    private static string? ReasonAgainst(ITypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
        {
            return "an address means nothing elsewhere; pass an array, or Memory<T>";
        }

        if (type.IsRefLikeType)
        {
            return "it lives on the stack of its caller; pass an array, or Memory<T>";
        }

        if (type is INamedTypeSymbol named && named.IsRayActor())
        {
            return $"an actor stays where it is; pass {type.Name}.{WellKnown.Handle}";
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol { ContainingType: null }
                && Reasons.TryGetValue($"{current.ContainingNamespace.ToDisplayString()}.{current.Name}", out var reason))
            {
                return reason;
            }
        }

        return null;
    }
}
