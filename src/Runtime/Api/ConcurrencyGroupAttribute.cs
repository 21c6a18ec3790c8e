namespace Orleans.Ray;

/// <summary>
/// Declares a concurrency group of an actor: the calls of its methods have a queue and a limit of their own, so that those of other groups
/// need not wait for them. Ray's <c>concurrency_groups</c>.
/// </summary>
/// <remarks>
/// A method joins the group with <see cref="ActorMethodAttribute.ConcurrencyGroup"/>, a call with
/// <see cref="ActorCallOptions.ConcurrencyGroup"/>; everything else is in the default group, which <see cref="RayActorAttribute.MaxConcurrency"/>
/// limits. Calls of different groups run at the same time on threads of their own, also where the actor is async: what they share needs a lock.
/// </remarks>
/// <param name="name">The group's name.</param>
/// <param name="maxConcurrency">How many of its calls may be under way at once; 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConcurrencyGroupAttribute(string name, int maxConcurrency) : Attribute
{
    /// <summary>The group's name.</summary>
    public string Name { get; } = name;

    /// <summary>How many of its calls may be under way at once.</summary>
    public int MaxConcurrency { get; } = maxConcurrency;
}
