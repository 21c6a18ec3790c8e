using System.Globalization;
using Xunit.Abstractions;

namespace Orleans.Polyfills.Surface;

/// <summary>
/// Public types that are in none of the real assemblies at hand must be in the checked-in list of signatures, and so
/// must their members.
/// </summary>
public sealed class ListedSurfaceTests(ITestOutputHelper output)
{
    private static readonly Lazy<Dictionary<string, ListedType>> Listed = new(static () => ListedSurface.Read("orleans-10.4.2.txt"));
    private static readonly Lazy<HashSet<string>> InMetadata = new(() => [.. RealAssemblies.All.SelectMany(static path => PublicSurface.Read(path).Types.Keys)]);

    [Fact]
    public void Public_types_and_members_are_those_of_the_list()
    {
        var differences = new List<string>();
        var compared = 0;
        foreach (var type in Unmatched())
        {
            if (!Listed.Value.TryGetValue(DeclarationText.KeyOf(type), out var listed))
            {
                differences.Add($"{type.FullName}: the real packages have no such public type. Make it internal, or put it under Orleans.Polyfill.");
                continue;
            }

            compared++;
            differences.AddRange(SurfaceComparison.Compare(type, listed).Select(difference => $"{type.FullName}: {difference}"));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences from tests/Polyfills/Surface/orleans-10.4.2.txt:{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
        Assert.True(compared >= 100, $"Only {compared} types were compared.");
    }

    [Fact]
    public void Options_have_the_listed_values()
    {
        var differences = new List<string>();
        var compared = 0;
        foreach (var type in Unmatched().Where(static type => type is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            if (!Listed.Value.TryGetValue(DeclarationText.KeyOf(type), out var listed) || listed.Defaults.Count == 0)
            {
                continue;
            }

            var instance = Activator.CreateInstance(type)!;
            foreach (var (name, expected) in listed.Defaults)
            {
                if (type.GetProperty(name) is { } property)
                {
                    compared++;
                    var actual = property.GetValue(instance);
                    if (!IsValue(actual, expected))
                    {
                        differences.Add($"{type.FullName}.{name} is {actual ?? "null"} in a new instance; the real one is {expected}.");
                    }
                }
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
        Assert.True(compared >= 30, $"Only {compared} values were compared.");
    }

    [Fact]
    public void Every_kind_of_deviation_is_found()
    {
        var listed = new ListedType("N", "public sealed class SampleType<T> : IDisposable where T : class");
        foreach (var member in new[] { "void Dispose()", "string? Name { get; }", "static int Parse(string text, int start = 0)", "T[] Items { get; set; }" })
        {
            listed.Add(member);
        }

        var differences = string.Join(Environment.NewLine, SurfaceComparison.Compare(typeof(SampleType<>), listed));
        Assert.Contains("is 'public class SampleType<T>', the real one 'public sealed class SampleType<T> where T : class'", differences, StringComparison.Ordinal);
        Assert.Contains("lacks the base type or interface IDisposable", differences, StringComparison.Ordinal);
        Assert.Contains("implements ICloneable", differences, StringComparison.Ordinal);
        Assert.Contains("'string Name { get; }' is there otherwise: 'string? Name { get; }'", differences, StringComparison.Ordinal);
        Assert.Contains("'static int Parse(string text, int start = 1)' is there otherwise", differences, StringComparison.Ordinal);
        Assert.Contains("'object Clone()' is not a member of the real type", differences, StringComparison.Ordinal);
        Assert.Contains("'SampleType(int number)' is not a member of the real type", differences, StringComparison.Ordinal);
        Assert.DoesNotContain("Items", differences, StringComparison.Ordinal);
        Assert.DoesNotContain("Dispose()", differences, StringComparison.Ordinal);
    }

    /// <summary>Not a fault: the polyfills have what is used. The output is the list of what could be added.</summary>
    [Fact]
    public void What_the_polyfills_leave_out_is_reported()
    {
        var ours = StandIns.All.SelectMany(static assembly => assembly.GetExportedTypes()).ToDictionary(DeclarationText.KeyOf);
        foreach (var (key, listed) in Listed.Value.Where(static pair => !pair.Value.IsNameOnly))
        {
            if (!ours.TryGetValue(key, out var type))
            {
                output.WriteLine($"{key}: the whole type");
                continue;
            }

            foreach (var member in listed.Members.Except(DeclarationText.Members(type)))
            {
                output.WriteLine($"{key}: {member}");
            }
        }

        Assert.All(ours.Values.Where(static type => type.Namespace == "Orleans.Polyfill"), static type => Assert.DoesNotContain(DeclarationText.KeyOf(type), Listed.Value.Keys));
    }

    private static IEnumerable<Type> Unmatched()
        => StandIns.All.SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type.Namespace != "Orleans.Polyfill" && type.Namespace?.StartsWith("Orleans.Polyfill.", StringComparison.Ordinal) != true)
            .Where(static type => type.FullName != "System.BinaryData")
            .Where(static type => !InMetadata.Value.Contains(type.FullName!));

    private static bool IsValue(object? actual, string expected) => actual switch
    {
        null => expected == "null",
        TimeSpan span => TimeSpan.TryParse(expected, CultureInfo.InvariantCulture, out var value) && span == value,
        string text => $"\"{text}\"" == expected,
        bool flag => (flag ? "true" : "false") == expected,
        _ => Convert.ToString(actual, CultureInfo.InvariantCulture) == expected,
    };
}
