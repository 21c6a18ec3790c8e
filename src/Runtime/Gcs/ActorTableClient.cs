using Orleans.Ray.Actors;

namespace Orleans.Ray.Gcs;

/// <summary>The actor table, as a node reaches it.</summary>
internal sealed class ActorTableClient(IGrainFactory grains) : IActorNames
{
    public ValueTask<ActorRow> RegisterAsync(string @namespace, ActorRow row) => Table(@namespace).RegisterAsync(row);

    public ValueTask<ActorRow?> LookupAsync(string @namespace, string name) => Table(@namespace).LookupAsync(name);

    public ValueTask UnregisterAsync(string @namespace, string name, ActorId actorId) => Table(@namespace).UnregisterAsync(name, actorId);

    private IActorTableGrain Table(string @namespace) => grains.GetGrain<IActorTableGrain>(@namespace);
}
