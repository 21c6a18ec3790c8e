namespace Orleans.Ray.Tests.Doubles;

/// <summary>A grain that answers with a reference.</summary>
internal interface IReferrer : IGrainWithStringKey
{
    Task<ObjectRef<int>> PutAsync(int value);
}
