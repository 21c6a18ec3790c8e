using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>What of a call's failures is followed by another attempt, and how often.</summary>
/// <param name="max">How often, for crashes and exceptions together; -1 means without limit.</param>
/// <param name="options">What the call says.</param>
/// <param name="method">What its method's attribute says.</param>
internal sealed class CallRetries(int max, ActorCallOptions? options, ActorMethodDescriptor? method)
{
    private readonly bool _ofExceptions = RetryPolicy.IsAskedFor(options?.RetryExceptions, options?.RetryExceptionTypes, method is { RetryExceptions: true }, method?.RetryExceptionTypes);

    public int Max => max;

    public bool Cover(Exception exception) =>
        _ofExceptions && RetryPolicy.Covers(exception, options?.RetryExceptions, options?.RetryExceptionTypes, method?.RetryExceptionTypes);
}
