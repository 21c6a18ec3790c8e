using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tests.Races;

/// <summary>References that are serialized while objects are freed.</summary>
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
}
