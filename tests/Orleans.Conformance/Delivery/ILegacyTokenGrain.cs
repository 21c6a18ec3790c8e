namespace Orleans.Conformance.Delivery;

public interface ILegacyTokenGrain : IGrainWithStringKey
{
    Task Wait(string started, string cancelled, GrainCancellationToken token);

    Task PassOn(ILegacyTokenGrain other, string started, string cancelled, GrainCancellationToken token);

    Task<bool> IsCancelled(GrainCancellationToken token);

    Task<int> Echo(int value);
}
