using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class LegacyTokenGrain : Grain, ILegacyTokenGrain
{
    public async Task Wait(string started, string cancelled, GrainCancellationToken token)
    {
        Signals.Set(started);
        try
        {
            await Task.Delay(Timeout.Infinite, token.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            Signals.Set(cancelled);
            throw;
        }
    }

    public Task PassOn(ILegacyTokenGrain other, string started, string cancelled, GrainCancellationToken token) => other.Wait(started, cancelled, token);

    public Task<bool> IsCancelled(GrainCancellationToken token) => Task.FromResult(token.CancellationToken.IsCancellationRequested);

    public Task<int> Echo(int value) => Task.FromResult(value);
}
