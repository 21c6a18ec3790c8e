namespace Orleans.Conformance.Lifetime;

public interface IKeptGrain : IGrainWithStringKey
{
    Task<Guid> Activation();
}
