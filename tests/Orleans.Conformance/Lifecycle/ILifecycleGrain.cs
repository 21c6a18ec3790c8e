namespace Orleans.Conformance.Lifecycle;

public interface ILifecycleGrain : IGrainWithStringKey
{
    Task<List<string>> Log();

    Task End(string signal);
}
