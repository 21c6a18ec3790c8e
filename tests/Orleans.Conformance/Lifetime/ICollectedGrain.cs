namespace Orleans.Conformance.Lifetime;

public interface ICollectedGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task Block(string started, string release);
}
