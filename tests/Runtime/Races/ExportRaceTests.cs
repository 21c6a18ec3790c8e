namespace Orleans.Ray.Tests.Races;

/// <summary>An object that is freed while a reference to it is written is not kept.</summary>
public sealed class ExportRaceTests
{
    [Fact]
    public async Task Whoever_comes_last_nothing_that_was_freed_is_kept()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var node = Ray.CurrentScope.Node;
        const int Rounds = 2_000;
        var references = Enumerable.Range(0, Rounds).Select(i => Ray.Put(i)).ToArray();
        Array.ForEach(references, reference => node.Exports.Keep(reference.State));
        var kept = -1;

        var keeping = Task.Run(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                Volatile.Write(ref kept, i);
                while (!references[i].State.IsFreed)
                {
                    node.Exports.Keep(references[i].State);
                }
            }
        });
        var freeing = Task.Run(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                SpinWait.SpinUntil(() => Volatile.Read(ref kept) >= i);
                references[i].State.Free();
            }
        });
        await Task.WhenAll(keeping, freeing).Soon();

        Assert.All(references, reference => Assert.Null(node.Exports.Find(reference.Id)));
        Assert.Equal(0, node.Exports.Count);
    }
}
