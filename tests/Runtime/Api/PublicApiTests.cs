using System.Reflection;

namespace Orleans.Ray.Tests.Api;

/// <summary>Every change of the public surface is a line that someone reviews.</summary>
public sealed class PublicApiTests
{
    private const string Update = "UPDATE_PUBLIC_API";

    [Theory]
    [InlineData("Grains.Interfaces", "Orleans.Ray.Grains.Interfaces")]
    [InlineData("Runtime", "Orleans.Ray")]
    [InlineData("Grains", "Orleans.Ray.Grains")]
    [InlineData("Silo", "Orleans.Ray.Silo")]
    public async Task The_public_surface_is_the_one_on_file(string project, string assembly)
    {
        var actual = PublicApi.Describe(Assembly.Load(assembly));
        var file = Path.Combine(RepoRoot(), "src", project, "PublicApi.txt");
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await File.WriteAllLinesAsync(file, actual);
            return;
        }

        var expected = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
        var added = actual.Except(expected).Select(line => $"+ {line}");
        var removed = expected.Except(actual).Select(line => $"- {line}");
        Assert.True(
            expected.SequenceEqual(actual),
            $"The public surface of {assembly} has changed. Run the tests with {Update}=1 to rewrite src/{project}/PublicApi.txt, and review the difference:\n{string.Join('\n', removed.Concat(added))}");
    }

    private static string RepoRoot() => typeof(PublicApiTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepoRoot")
        .Value!;
}
