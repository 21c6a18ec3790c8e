namespace Orleans.Ray.Tests.Doubles;

/// <summary>A grain that takes a slot, and may not come to be.</summary>
internal interface ITroubledGrain : IGrainWithStringKey
{
    Task<string> HelloAsync();
}
