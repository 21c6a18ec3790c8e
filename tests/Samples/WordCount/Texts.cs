namespace Orleans.Ray.Samples.Tests.WordCount;

/// <summary>The texts that the sample ships.</summary>
internal static class Texts
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "texts");
}
