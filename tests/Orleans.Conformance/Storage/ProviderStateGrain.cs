using Orleans.Providers;

namespace Orleans.Conformance.Storage;

[StorageProvider(ProviderName = "recording")]
public sealed class ProviderStateGrain : Grain<StoredState>, IProviderStateGrain
{
    public Task Set(int number)
    {
        State.Number = number;
        return WriteStateAsync();
    }
}
