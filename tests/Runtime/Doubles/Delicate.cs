namespace Orleans.Ray.Tests.Doubles;

/// <summary>A type that can be copied once: the copy of a copy breaks.</summary>
internal sealed class Delicate(int copies)
{
    public int Copies => copies;
}
