using Orleans.Runtime;

namespace Orleans.Conformance.Storage;

public sealed class UnknownStorageGrain([PersistentState("main", "no such storage")] IPersistentState<StoredState> state) : Grain, IUnknownStorageGrain
{
    public Task<int> Get() => Task.FromResult(state.State.Number);
}
