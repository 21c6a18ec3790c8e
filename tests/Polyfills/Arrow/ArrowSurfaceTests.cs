using Apache.Arrow;
using Orleans.Polyfills.Surface;
using Xunit.Abstractions;

namespace Orleans.Polyfills.Arrow;

/// <summary>Every public type and member of the stand-in is one of the package, with the same shape: so says the checked-in list.</summary>
public sealed class ArrowSurfaceTests(ITestOutputHelper output)
{
    private static readonly Lazy<Dictionary<string, ListedType>> Listed = new(static () => ListedSurface.Read("arrow-23.0.0.txt"));

    [Fact]
    public void Public_types_and_members_are_those_of_the_list()
    {
        var differences = new List<string>();
        var compared = 0;
        foreach (var type in typeof(ArrowBuffer).Assembly.GetExportedTypes())
        {
            if (Listed.Value.TryGetValue(DeclarationText.KeyOf(type), out var listed))
            {
                compared++;
                differences.AddRange(SurfaceComparison.Compare(type, listed).Select(difference => $"{type.FullName}: {difference}"));
            }
            else
            {
                differences.Add($"{type.FullName}: the package has no such public type. Make it internal.");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences from tests/Polyfills/Surface/arrow-23.0.0.txt:{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
        Assert.True(compared >= 140, $"Only {compared} types were compared.");
    }

    [Fact]
    public void Nothing_says_whether_it_may_be_null()
        => Assert.DoesNotContain(
            typeof(ArrowBuffer).Assembly.GetExportedTypes().SelectMany(static type => type.GetMembers().Prepend(type)).Where(static member => member.Module.Assembly == typeof(ArrowBuffer).Assembly),
            static member => member.GetCustomAttributesData().Any(static attribute => attribute.AttributeType.Name is "NullableAttribute" or "NullableContextAttribute"));

    /// <summary>Not a fault: the stand-in has what is used. The output is the list of what could be added.</summary>
    [Fact]
    public void What_the_stand_in_leaves_out_is_reported()
    {
        var ours = typeof(ArrowBuffer).Assembly.GetExportedTypes().ToDictionary(DeclarationText.KeyOf);
        foreach (var (key, listed) in Listed.Value)
        {
            var missing = ours.TryGetValue(key, out var type) ? listed.Members.Except(DeclarationText.Members(type)) : ["the whole type"];
            foreach (var member in missing)
            {
                output.WriteLine($"{key}: {member}");
            }
        }

        Assert.All(ours.Keys, key => Assert.Contains(key, Listed.Value.Keys));
    }
}
