using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tests.Races;

/// <summary>References that are serialized while objects are freed: none of those is kept.</summary>
public sealed class ExportRaceTests
{
    private const int Rounds = 30_000;

    [Fact]
    public void The_object_of_one_attempt_is_kept_and_forgotten_though_that_of_another_is_freed_meanwhile()
    {
        var exports = new ExportedObjects(new RayLog(NullLogger<RayLog>.Instance));
        var id = new ObjectId(new TaskId(1, 1), 0);
        ForeignObject<int>[] attempts = [new(default, id, "elsewhere"), new(default, id, "elsewhere")];
        exports.Keep(attempts[1]);

        // Before each round the other one is kept.
        Lockstep.Run(Rounds, round => exports.Keep(attempts[round % 2]), round => exports.Forget(attempts[1 - (round % 2)]));

        Assert.Same(attempts[(Rounds - 1) % 2], exports.Find(id));
        Assert.Equal(1, exports.Count);
        exports.Forget(attempts[(Rounds - 1) % 2]);
        Assert.Null(exports.Find(id));
        Assert.Equal(0, exports.Count);
    }

    [Fact]
    public async Task Whoever_comes_last_nothing_that_was_freed_is_kept()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var node = Ray.CurrentScope.Node;
        const int Objects = 2_000;
        var references = Enumerable.Range(0, Objects).Select(i => Ray.Put(i)).ToArray();
        Array.ForEach(references, reference => node.Exports.Keep(reference.State));
        var kept = -1;

        var keeping = Task.Run(() =>
        {
            for (var i = 0; i < Objects; i++)
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
            for (var i = 0; i < Objects; i++)
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
