namespace Orleans.Ray;

/// <summary>The named actors of one namespace; the key is the namespace. Every change is stored before it is acknowledged.</summary>
[Alias("ray.IActorTableGrain")]
public interface IActorTableGrain : IGrainWithStringKey
{
    /// <summary>Takes a name for an actor, unless another actor has it.</summary>
    /// <param name="row">The actor.</param>
    /// <returns>The row that holds the name now: <paramref name="row"/>, or the one that was there before. Repeating a call is harmless.</returns>
    [Alias("Register")]
    ValueTask<ActorRow> RegisterAsync(ActorRow row);

    /// <summary>The actor of that name, or null.</summary>
    /// <param name="name">The name.</param>
    [Alias("Lookup")]
    ValueTask<ActorRow?> LookupAsync(string name);

    /// <summary>Frees a name, if it is still that actor's.</summary>
    /// <param name="name">The name.</param>
    /// <param name="actorId">The actor that had it.</param>
    [Alias("Unregister")]
    ValueTask UnregisterAsync(string name, ActorId actorId);
}
