using Orleans.Runtime;

namespace Orleans.Conformance.Storage;

public sealed class StateGrain(
    [PersistentState("main")] IPersistentState<StoredState> state,
    [PersistentState("other", "named")] IPersistentState<StoredState> other) : Grain, IStateGrain
{
    public Task<StateView> View() => Task.FromResult(new StateView(state.State.Number, state.RecordExists, state.Etag));

    public async Task Set(int number, bool write)
    {
        state.State.Number = number;
        if (write)
        {
            await state.WriteStateAsync();
        }
    }

    public async Task SetOther(int number)
    {
        other.State = new StoredState { Number = number };
        await other.WriteStateAsync();
    }

    public Task<int> GetOther() => Task.FromResult(other.State.Number);

    public Task Read() => state.ReadStateAsync();

    public Task Clear() => state.ClearStateAsync();

    public async Task WriteMany(int count)
    {
        var writes = new List<Task>();
        for (var i = 1; i <= count; i++)
        {
            state.State.Number = i;
            writes.Add(state.WriteStateAsync());
        }

        await Task.WhenAll(writes);
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
