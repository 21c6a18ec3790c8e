using Orleans.Runtime;

namespace Orleans.Ray.ActorTable;

/// <summary>The named actors of one namespace. A row is stored before the caller hears of it.</summary>
[GrainType("ray.actor-table")]
[KeepAlive]
internal sealed class ActorTableGrain([PersistentState("actors", GcsStorage.Name)] IPersistentState<ActorTableState> table) : Grain, IActorTableGrain
{
    public async ValueTask<ActorRow> RegisterAsync(ActorRow row)
    {
        if (table.State.Rows.TryGetValue(row.Name, out var holder))
        {
            return holder;
        }

        table.State.Rows[row.Name] = row;
        await WriteOrUndoAsync(() => table.State.Rows.Remove(row.Name));
        return row;
    }

    public ValueTask<ActorRow?> LookupAsync(string name) => new(table.State.Rows.GetValueOrDefault(name));

    public async ValueTask UnregisterAsync(string name, ActorId actorId)
    {
        if (table.State.Rows.TryGetValue(name, out var holder) && holder.ActorId == actorId)
        {
            table.State.Rows.Remove(name);
            await WriteOrUndoAsync(() => table.State.Rows[name] = holder);
        }
    }

    // What is in memory must never say more than what is stored: a caller that sees an error may ask again.
    private async Task WriteOrUndoAsync(Action undo)
    {
        try
        {
            await table.WriteStateAsync();
        }
        catch
        {
            undo();
            throw;
        }
    }
}
