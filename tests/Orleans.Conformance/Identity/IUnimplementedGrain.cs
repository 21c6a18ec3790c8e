namespace Orleans.Conformance.Identity;

internal interface IUnimplementedGrain : IGrainWithStringKey
{
    Task Nothing();
}
