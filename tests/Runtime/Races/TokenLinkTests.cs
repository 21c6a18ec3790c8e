using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Races;

/// <summary>What a task submits is linked to it for as long as it runs, so that it can be told of a cancel, and no longer: the task may run for ever.</summary>
public sealed class TokenLinkTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_wins_between_a_cancel_and_the_end_nothing_stays_linked(bool takesToken)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        var (cancelled, left) = await Links.Remote.RaceCancels(50_000, takesToken).Soon();

        Assert.Equal(0, left);
        Assert.InRange(cancelled, 1, 50_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_ends_before_whoever_ended_it_asks_for_its_token_leaves_nothing_linked(bool isDeadline)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        using var first = new Gate();
        using var second = new Gate();
        using var scope = new Parcel<Submitter>();
        using var limited = new Parcel<ObjectRef<int>>();
        var limit = TimeSpan.FromSeconds(1);
        var parent = Links.Remote.HaveTwoChildren(gate.Id, first.Id, second.Id, scope.Id, limited.Id, isDeadline ? null : limit, isDeadline ? node.In(limit) : null);
        await first.ArrivalsAsync(1);
        var child = await limited.Content.Soon();

        // Between its end and the request for its token: its code returns, and its worker goes on with the next task.
        Assert.True(child.State.TryAddWaiter(new Bell(() =>
        {
            first.Open();
            second.ArrivalsAsync(1).Wait();
        })));
        node.Time.Advance(limit);

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => child.Soon());
        Assert.Equal(0, (await scope.Content.Soon()).FamilyMembers);
        second.Open();
        gate.Open();
        await parent.Soon();
    }

    [Fact]
    public async Task What_a_child_leaves_registered_with_its_token_goes_with_the_child()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var parcel = new Parcel<WeakReference>();
        var parent = Links.Remote.HaveRegisteringChild(gate.Id, parcel.Id);
        var registered = await parcel.Content.Soon();
        await gate.ArrivalsAsync(1);

        await IsCollectedAsync(registered);

        Assert.False(parent.IsReady);
        gate.Open();
        await parent.Soon();
    }

    [Fact]
    public async Task A_grandchild_whose_parent_has_ended_is_cancelled_with_its_grandparent_and_then_nothing_is_linked()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var grandchild = new Gate();
        using var scope = new Parcel<Submitter>();
        var parent = Links.Remote.HaveGrandchild(gate.Id, grandchild.Id, scope.Id);
        await grandchild.ArrivalsAsync(1);
        await gate.ArrivalsAsync(1);
        var submitter = await scope.Content.Soon();
        Assert.Equal(1, submitter.FamilyMembers);

        Assert.True(await Ray.CancelAsync(parent));

        // Nobody opens its gate: it leaves by its token.
        await WaitForCondition.HoldsAsync(() => submitter.FamilyMembers == 0);
        gate.Open();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => parent.Soon());
    }

    [Fact]
    public async Task A_grandchild_that_ends_after_its_parent_leaves_nothing_linked_to_its_grandparent()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var grandchild = new Gate();
        using var scope = new Parcel<Submitter>();
        var parent = Links.Remote.HaveGrandchild(gate.Id, grandchild.Id, scope.Id);
        await grandchild.ArrivalsAsync(1);
        await gate.ArrivalsAsync(1);
        var submitter = await scope.Content.Soon();

        grandchild.Open();

        await WaitForCondition.HoldsAsync(() => submitter.FamilyMembers == 0);
        gate.Open();
        await parent.Soon();
    }

    [Fact]
    public async Task What_is_cancelled_between_two_attempts_leaves_nothing_linked_and_takes_its_children_along()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var child = new Gate();
        using var busy = new Gate();
        using var scope = new Parcel<Submitter>();
        using var retried = new Parcel<ObjectRef<int>>();
        var parent = Links.Remote.HaveRetriedChild(gate.Id, child.Id, busy.Id, scope.Id, retried.Id);
        var waiting = await retried.Content.Soon();
        await child.ArrivalsAsync(1);
        await busy.ArrivalsAsync(1);
        var submitter = await scope.Content.Soon();
        await WaitForCondition.HoldsAsync(async () => (await waiting.ExplainAsync()).Contains("waits for resources", StringComparison.Ordinal));
        Assert.Equal(2, submitter.FamilyMembers);

        Assert.True(await Ray.CancelAsync(waiting));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => waiting.Soon());
        await WaitForCondition.HoldsAsync(() => submitter.FamilyMembers == 0);
        busy.Open();
        gate.Open();
        await parent.Soon();
    }

    [Fact]
    public async Task To_cancel_what_has_ended_makes_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var ended = Sums.Remote.Increment(1);
        await ended.Soon();
        await Ray.CancelAsync(ended);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var cancelled = Ray.CancelAsync(ended);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(await cancelled);
        Assert.InRange(after - before, 0, 200);
    }

    private static async Task IsCollectedAsync(WeakReference reference) => await WaitForCondition.HoldsAsync(() =>
    {
        GC.Collect();
        return !reference.IsAlive;
    });
}
