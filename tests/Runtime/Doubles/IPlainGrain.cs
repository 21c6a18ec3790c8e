namespace Orleans.Ray.Tests.Doubles;

/// <summary>A grain that Orleans places as it likes.</summary>
internal interface IPlainGrain : IGrainWithStringKey
{
    Task<NodeId> NodeAsync();

    Task<string> NamespaceOfStaticAsync();
}
