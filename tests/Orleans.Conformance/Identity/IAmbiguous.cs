namespace Orleans.Conformance.Identity;

internal interface IAmbiguous : IGrainWithStringKey
{
    Task<string> Who();
}
