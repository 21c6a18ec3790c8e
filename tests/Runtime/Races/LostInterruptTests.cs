using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Races;

/// <summary>A cancel ends one wait of code that takes no token, whatever else happens at the moment at which it comes.</summary>
public sealed class LostInterruptTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Code_that_is_cancelled_twice_before_it_waits_does_not_wait(bool asynchronous)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var never = new Gate();
        List<ObjectRef<int>> pending = [Gated.Remote.Later(never.Id)];
        var waiting = asynchronous ? Lingers.Remote.PassThenAwait(gate.Id, pending) : Lingers.Remote.PassThenGet(gate.Id, pending);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(waiting));
        Assert.True(await Ray.CancelAsync(waiting));
        gate.Open();

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => waiting.Soon());
        Assert.False(pending[0].IsReady);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Code_whose_object_comes_while_it_is_cancelled_and_waits_for_its_cpu_does_not_wait_for_the_next(bool asynchronous)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var first = new Gate();
        using var never = new Gate();
        using var busy = new Gate();
        List<ObjectRef<int>> objects = [Gated.Remote.Later(first.Id), Gated.Remote.Later(never.Id)];
        var waiting = asynchronous ? Lingers.Remote.AwaitEach(objects) : Lingers.Remote.GetEach(objects);
        await WaitForCondition.HoldsAsync(async () => (await waiting.ExplainAsync()).Contains("runs", StringComparison.Ordinal) && ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        var blocker = Gated.Remote.Pass(busy.Id);
        await busy.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(waiting));
        await WaitForCondition.HoldsAsync(() => Ray.CurrentScope.Node.Scheduler.ResumingCount == 1);
        first.Open();
        await objects[0].Soon();
        busy.Open();

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => waiting.Soon());
        Assert.False(objects[1].IsReady);
        await blocker.Soon();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancel_that_finds_a_wait_which_has_just_ended_ends_the_next_one(bool hasBegun)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var waits = new OngoingWaits(Ray.Put(1).State);
        var next = new OneWait(() => true);
        var ended = new OneWait(() =>
        {
            if (hasBegun)
            {
                waits.Add(next);
            }

            return false;
        });
        waits.Add(ended);

        waits.Interrupt(orNext: true);

        await ended.Interrupted.Soon();
        waits.Remove(ended);
        if (!hasBegun)
        {
            waits.Add(next);
        }

        await next.Interrupted.Soon();
    }
}
