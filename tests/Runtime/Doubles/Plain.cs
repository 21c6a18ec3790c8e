namespace Orleans.Ray.Tests.Doubles;

/// <summary>A class that says nothing about serialization.</summary>
internal sealed class Plain
{
    public int Value { get; set; }
}
