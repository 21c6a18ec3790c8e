using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tests.Races;

/// <summary>References that are serialized while objects are freed.</summary>
public sealed class ExportRaceTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void The_object_of_a_later_attempt_is_kept_and_forgotten_though_that_of_an_earlier_one_is_freed_meanwhile()
    {
        var exports = new ExportedObjects(new RayLog(NullLogger<RayLog>.Instance));
        var (earlier, later) = (Objects(), Objects());
        Array.ForEach(earlier, exports.Keep);

        Lockstep.Run(Rounds, round => exports.Keep(later[round]), round => exports.Forget(earlier[round]));

        Assert.Equal(later, later.Select(state => exports.Find(state.Id)));
        Assert.Equal(Rounds, exports.Count);
        Array.ForEach(later, exports.Forget);
        Assert.DoesNotContain(later, state => exports.Find(state.Id) is not null);
        Assert.Equal(0, exports.Count);
    }

    private static ObjectState[] Objects() => [.. Enumerable.Range(0, Rounds).Select(static i => new ForeignObject<int>(default, new ObjectId(new TaskId(1, (ulong)i), 0), "elsewhere"))];
}
