using Orleans.Runtime;

namespace Orleans.Conformance.Storage;

public sealed class ConflictGrain([PersistentState("main", "conflicting")] IPersistentState<StoredState> state) : Grain, IConflictGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public Task<Guid> Activation() => Task.FromResult(_id);

    public Task Write() => state.WriteStateAsync();
}
