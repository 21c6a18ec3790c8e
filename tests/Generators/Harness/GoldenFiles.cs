namespace Orleans.Ray.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those in <c>Golden</c>. Set <c>RAY_GOLDEN</c> to the full path of that folder to write them anew
/// instead, and review the difference.
/// </summary>
internal static class GoldenFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    private static readonly string? FolderToWrite = Environment.GetEnvironmentVariable("RAY_GOLDEN");

    public static string ReadInput(string name) => File.ReadAllText(Path.Combine(Folder, name, "Input.cs"));

    public static void Verify(string name, Generation generation)
    {
        if (FolderToWrite is not null)
        {
            Write(Path.Combine(FolderToWrite, name), generation);
            return;
        }

        var expected = Directory.GetFiles(Path.Combine(Folder, name), "*.g.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(expected, generation.Files.Select(file => file.HintName).Order(StringComparer.Ordinal));
        foreach (var file in generation.Files)
        {
            Assert.Equal(File.ReadAllText(Path.Combine(Folder, name, file.HintName)), file.SourceText.ToString());
        }
    }

    private static void Write(string folder, Generation generation)
    {
        foreach (var old in Directory.GetFiles(folder, "*.g.cs"))
        {
            File.Delete(old);
        }

        foreach (var file in generation.Files)
        {
            File.WriteAllText(Path.Combine(folder, file.HintName), file.SourceText.ToString());
        }
    }
}
