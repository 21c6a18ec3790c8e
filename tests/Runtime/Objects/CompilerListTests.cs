namespace Orleans.Ray.Tests.Objects;

/// <summary>What <c>[..]</c> makes where an interface is asked for.</summary>
public sealed class CompilerListTests
{
    [Fact]
    public async Task Lists_that_the_compiler_makes_are_values_like_others()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var inner = new List<int> { 1 };
        IReadOnlyList<List<int>> one = [inner];
        IReadOnlyList<List<int>> several = [inner, inner];
        IEnumerable<int> unknownLength = [.. Enumerable.Range(0, 3)];

        Assert.Equal([1], Assert.Single(await Ray.Put(one)));
        var copy = await Ray.Put(several);
        Assert.Equal(2, copy.Count);
        Assert.Same(copy[0], copy[1]);
        Assert.NotSame(inner, copy[0]);
        Assert.Equal(new[] { 0, 1, 2 }, await Ray.Put(unknownLength));
    }
}
