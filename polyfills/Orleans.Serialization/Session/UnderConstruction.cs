namespace Orleans.Serialization.Session;

/// <summary>Holds the place of an object that is being read and cannot be referred to before it is complete.</summary>
internal sealed class UnderConstruction
{
    public static readonly UnderConstruction Instance = new();
}
