namespace Orleans.Conformance.Identity;

internal interface IPlainObjectGrain : IGrainWithStringKey
{
    ValueTask<string> Who();
}
