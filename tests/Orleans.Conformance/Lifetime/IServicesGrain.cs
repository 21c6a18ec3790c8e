namespace Orleans.Conformance.Lifetime;

public interface IServicesGrain : IGrainWithStringKey
{
    Task<List<string>> Injected();
}
