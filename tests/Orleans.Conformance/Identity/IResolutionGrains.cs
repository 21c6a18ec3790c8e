using Orleans.Metadata;

namespace Orleans.Conformance.Identity;

internal interface IUnimplementedGrain : IGrainWithStringKey
{
    Task Nothing();
}

internal interface IAmbiguous : IGrainWithStringKey
{
    Task<string> Who();
}

[DefaultGrainType("conformance.chosen")]
internal interface IDefaulted : IGrainWithStringKey
{
    Task<string> Who();
}

internal interface INamedLikeItsClass : IGrainWithStringKey
{
    Task<string> Who();
}

internal interface IPlainObjectGrain : IGrainWithStringKey
{
    ValueTask<string> Who();
}

internal interface IBoxGrain<T> : IGrainWithStringKey
{
    Task Put(T value);

    Task<T> Get();
}
