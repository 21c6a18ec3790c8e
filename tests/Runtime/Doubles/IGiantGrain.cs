namespace Orleans.Ray.Tests.Doubles;

/// <summary>A grain that no node of the tests can hold.</summary>
internal interface IGiantGrain : IGrainWithStringKey
{
    Task HelloAsync();
}
