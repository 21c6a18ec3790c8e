namespace Orleans.Conformance.Identity;

internal interface IBoxGrain<T> : IGrainWithStringKey
{
    Task Put(T value);

    Task<T> Get();
}
