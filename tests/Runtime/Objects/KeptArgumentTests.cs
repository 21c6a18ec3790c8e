namespace Orleans.Ray.Tests.Objects;

public sealed class KeptArgumentTests
{
    [Fact]
    public async Task B018_Arrays_that_an_actor_was_given_by_reference_stay_as_they_were()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var collector = Collector.Remote.Create();
        var expected = Enumerable.Range(0, 100).ToArray();

        foreach (var value in expected)
        {
            var array = new byte[1000];
            Array.Fill(array, (byte)value);
            var reference = Ray.Put(array);
            Array.Fill(array, byte.MaxValue);
            _ = collector.Keep(reference);
        }

        GC.Collect();
        Assert.Equal(expected, await collector.Values().Soon());
    }
}
