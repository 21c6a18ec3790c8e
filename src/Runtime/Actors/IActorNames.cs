namespace Orleans.Ray.Actors;

/// <summary>The cluster's table of named actors.</summary>
internal interface IActorNames
{
    ValueTask<ActorRow> RegisterAsync(string @namespace, ActorRow row);

    ValueTask<ActorRow?> LookupAsync(string @namespace, string name);

    ValueTask UnregisterAsync(string @namespace, string name, ActorId actorId);
}
