namespace Orleans.Conformance.Storage;

public interface IUnknownStorageGrain : IGrainWithStringKey
{
    Task<int> Get();
}
