namespace Orleans.Ray.Tests.Doubles;

/// <summary>A type whose codec fails.</summary>
internal sealed class Brittle(string text)
{
    public string Text => text;
}
