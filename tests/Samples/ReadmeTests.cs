using System.Reflection;

namespace Orleans.Ray.Samples.Tests;

/// <summary>The program that the README shows is one that compiles, and it prints what its comments say.</summary>
public sealed class ReadmeTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "readme");

    [Fact]
    public void The_readme_shows_the_program_of_the_sample()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        var program = File.ReadAllText(Path.Combine(Folder, "Program.cs"));

        Assert.Contains($"```csharp\n{program}```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_prints_what_it_says()
    {
        var main = Assembly.Load("Hello").EntryPoint!;
        var console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            // A flow of its own: the program starts and stops a node.
            await Task.Run(() => main.Invoke(null, [Array.Empty<string>()]));
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(["10", "16"], written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
