using System.Globalization;
using System.Reflection;
using global::EvolutionStrategies.Evolution;
using global::Lbfgs.Training;

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
    public void The_readme_of_Lbfgs_tells_the_defaults()
    {
        var defaults = new TrainingOptions();
        AssertDefaults("Lbfgs.md", ("images", defaults.Images), ("batches", defaults.Batches), ("iterations", defaults.Iterations), ("seed", defaults.Seed));
    }

    [Fact]
    public void The_readme_of_EvolutionStrategies_tells_the_defaults()
    {
        var defaults = new EvolutionOptions();
        AssertDefaults("EvolutionStrategies.md", ("noise", defaults.Noise), ("actors", defaults.Actors), ("directions", defaults.Directions), ("generations", defaults.Generations), ("seed", defaults.Seed));
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

    private static void AssertDefaults(string readme, params (string Option, int Value)[] defaults)
    {
        var text = File.ReadAllText(Path.Combine(Folder, readme));
        Assert.All(defaults, option => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| `--{option.Option} N` | {option.Value:N0} |"), text, StringComparison.Ordinal));
    }
}
