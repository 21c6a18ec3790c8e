namespace Orleans.Ray.Tests.Doubles;

/// <summary>A type that Orleans cannot see into: it is copied by way of its surrogate, at which copies can be held up.</summary>
internal sealed class Sealed(int value, string? gate = null)
{
    public int Value => value;

    public string? Gate => gate;
}
