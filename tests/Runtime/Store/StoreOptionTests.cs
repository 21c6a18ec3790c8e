using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class StoreOptionTests
{
    private static readonly Dictionary<string, Action<ObjectStoreOptions>> Mistakes = new(StringComparer.Ordinal)
    {
        ["Capacity"] = static options => options.Capacity = 0,
        ["TouchAhead"] = static options => options.TouchAhead = -1,
        ["MaxSpillBytes"] = static options => options.MaxSpillBytes = -1,
        ["SpillReserve"] = static options => options.SpillReserve = -1,
        ["SpillWriters"] = static options => options.SpillWriters = 0,
        ["CreateTimeout"] = static options => options.CreateTimeout = TimeSpan.FromSeconds(-2),
        ["ObjectSpillingDirectories has a directory that is blank"] = static options => options.SpillDirectories.Add(" "),
        ["cannot be written to"] = static options => options.SpillDirectories.Add("/proc/spill"),
        ["a file with the same name"] = static options => options.SpillDirectories.Add("/proc/self/comm"),
    };

    public static TheoryData<string> Named => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Named))]
    public void A_mistake_is_told_before_the_store_starts(string named)
    {
        var options = new ObjectStoreOptions { Capacity = 1 << 20 };
        Mistakes[named](options);
        var failure = Assert.Throws<ArgumentException>(() => new ObjectStore(options, TimeProvider.System));
        if (!named.StartsWith("a file", StringComparison.Ordinal))
        {
            Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        }

        Assert.Matches("[Ss]et|give", failure.Message);
    }

    [Fact]
    public void The_defaults_are_right()
    {
        new ObjectStoreOptions().Validate();
        Assert.StartsWith(Path.GetTempPath(), Assert.Single(new ObjectStoreOptions().EffectiveSpillDirectories), StringComparison.Ordinal);
    }
}
