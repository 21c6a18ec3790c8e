namespace Orleans.Polyfills.Surface;

/// <summary>What a stand-in declares in a type of the real package must be there, with the same signature.</summary>
public sealed class SurfaceTests
{
    [Theory]
    [InlineData("microsoft.orleans.core.abstractions", "Orleans.Core.Abstractions.dll", 120)]
    [InlineData("microsoft.orleans.testinghost", "Orleans.TestingHost.dll", 8)]
    public void Members_of_the_real_types_are_theirs(string package, string assembly, int atLeast)
    {
        var real = PublicSurface.Read(RealAssemblies.PathOf(package, assembly));
        var differences = new List<string>();
        var compared = 0;
        foreach (var standIn in StandIns.All)
        {
            foreach (var (type, members) in PublicSurface.Read(standIn.Location).Types)
            {
                if (!real.Types.TryGetValue(type, out var realMembers))
                {
                    continue;
                }

                compared++;
                differences.AddRange(members.Except(realMembers).Where(IsMeant).Select(member => $"{type}: '{member}' {Otherwise(member, realMembers)}"));
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} members differ:{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
        Assert.True(compared >= atLeast, $"Only {compared} types were compared.");
    }

    private static string Otherwise(string member, HashSet<string> realMembers)
    {
        var name = NameOf(member);
        var similar = realMembers.Where(candidate => NameOf(candidate) == name).Select(static candidate => $"'{candidate}'").ToArray();
        return similar.Length == 0 ? "is not a member of the real type. Make it internal or remove it." : $"is there otherwise: {string.Join(" / ", similar)}.";
    }

    private static string NameOf(string member)
    {
        var start = member.Split('(', '`', '=')[0].TrimEnd();
        return start.StartsWith("type ", StringComparison.Ordinal) ? "type" : start[(start.LastIndexOf(' ') + 1)..];
    }

    // Overrides of what every object or exception has, and what the compiler adds to records.
    private static bool IsMeant(string member) =>
        !member.Contains(" ToString()", StringComparison.Ordinal)
        && !member.Contains(" Equals(Object ", StringComparison.Ordinal)
        && !member.Contains(" GetHashCode()", StringComparison.Ordinal);
}
