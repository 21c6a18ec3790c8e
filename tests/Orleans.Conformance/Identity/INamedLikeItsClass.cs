namespace Orleans.Conformance.Identity;

internal interface INamedLikeItsClass : IGrainWithStringKey
{
    Task<string> Who();
}
