using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Tasks;

/// <summary>Tasks and actor calls that result in several objects.</summary>
public sealed class SeveralReturnsTests
{
    [Fact]
    public async Task A_part_that_cannot_be_copied_once_more_fails_its_own_reference()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (broken, whole) = Several.Remote.OneDelicate();

        Assert.Equal("It broke.", (await Assert.ThrowsAsync<InvalidOperationException>(() => broken.Soon())).Message);
        Assert.Equal(2, await whole.Soon());
    }

    [Fact]
    public async Task The_elements_of_a_tuple_are_objects_with_their_names()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (xs, ys) = Several.Remote.FakeData(3, seed: 4);
        Assert.Equal(Values(4.0, 4, 4), await xs.Soon());
        Assert.Equal(Values(5.0, 5, 5), await ys.Soon());

        var described = Several.Remote.DescribeAsync("four");
        Assert.Equal("four", await described.Text.Soon());
        Assert.Equal(4, await described.Length.Soon());

        var (first, second) = Several.Remote.BothAsync<string>("a", Ray.Put("b"));
        Assert.Equal(Values("a", "b"), await new[] { first, second }.Soon());
    }

    [Fact]
    public async Task More_than_seven_returns_work_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var all = Several.Remote.Wide();

        Assert.Equal(Values(1, 2, 3, 4, 5, 6, 7, 9), await new[] { all.A, all.B, all.C, all.D, all.E, all.F, all.G, all.I }.Soon());
        Assert.Equal("8", await all.H.Soon());
    }

    [Fact]
    public async Task Without_NumReturns_a_tuple_is_one_object()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal((1, 2), await Several.Remote.OneTuple().Soon());
    }

    [Fact]
    public async Task Each_has_an_id_of_its_own_of_the_same_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (a, b, c) = Several.Remote.Divide(7, 2);

        Assert.Equal([0u, 1u, 2u], new[] { a.Id.Index, b.Id.Index, c.Id.Index });
        Assert.Equal(a.Id.Task, b.Id.Task);
        Assert.Equal(a.Id.Task, c.Id.Task);
        await new[] { a, b, c }.Soon();
    }

    [Fact]
    public async Task B045_When_the_task_fails_every_reference_fails()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (a, b, c) = Several.Remote.Divide(1, 0);

        foreach (var reference in new[] { a, b, c })
        {
            var failed = await Assert.ThrowsAsync<DivideByZeroException>(() => reference.Soon());
            Assert.Equal("Several.Divide", failed.RayFailure()?.TaskName);
        }
    }

    [Fact]
    public async Task Each_is_a_dependency_of_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (quotient, remainder, _) = Several.Remote.Divide(7, 2);
        Assert.Equal(4, await Sums.Remote.Add(quotient, remainder).Soon());

        var (failed, _, _) = Several.Remote.Divide(7, 0);
        var error = await Assert.ThrowsAsync<DivideByZeroException>(() => Sums.Remote.Add(failed, 1).Soon());
        Assert.Equal(["Several.Divide", "Sums.Add"], error.RayFailure()!.Chain);
    }

    [Fact]
    public async Task Each_can_be_waited_for()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var (one, two) = Several.Remote.PassTwo(gate.Id);
        Assert.False(one.IsReady);
        Assert.Contains("PassTwo", await two.ExplainAsync(), StringComparison.Ordinal);
        gate.Open();

        var (ready, remaining) = await Ray.WaitAsync([one, two], 2, Patience.Limit);

        Assert.Equal([one, two], ready);
        Assert.Empty(remaining);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task To_cancel_any_one_cancels_the_task(bool force)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var (one, two) = Several.Remote.PassTwo(gate.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(two, force));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => one.Soon());
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => two.Soon());
        Assert.False(await Ray.CancelAsync(one));
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task One_reader_changes_no_other_value()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (one, two) = Several.Remote.OneListTwice();

        (await one.Soon()).Add(2);

        Assert.Equal(Values(1), await one.Soon());
        Assert.Equal(Values(1), await two.Soon());
    }

    [Fact]
    public async Task The_value_of_a_dropped_reference_is_collected_while_the_other_lives()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (kept, dropped) = await KeepOneAsync();

        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            return !dropped.IsAlive;
        });

        Assert.Equal("cold", (await kept.Soon()).Text);
    }

    [Fact]
    public async Task Retries_and_values_that_cannot_be_copied_concern_all_of_them()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (one, attempt) = Several.Remote.FailOnce();
        Assert.Equal(Values(1, 1), await new[] { one, attempt }.Soon());

        var (number, thread) = Several.Remote.Unserializable();
        await Assert.ThrowsAsync<RaySerializationException>(() => number.Soon());
        await Assert.ThrowsAsync<RaySerializationException>(() => thread.Soon());
    }

    [Fact]
    public async Task Infeasible_work_fails_every_reference()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (one, two) = Several.Remote.FakeData(1, 1, new TaskOptions { NumCpus = 100 });

        await Assert.ThrowsAsync<InfeasibleRequestException>(() => one.Soon());
        await Assert.ThrowsAsync<InfeasibleRequestException>(() => two.Soon());
    }

    [Fact]
    public async Task The_items_of_an_array_are_objects()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(Values(0, 1, 2), await Several.Remote.Three(3).Soon());
        Assert.Equal(Values(0, 1), await Several.Remote.Three(2, new TaskOptions { NumReturns = 2 }).Soon());
        Assert.Equal(Values("0", "1", "2", "3"), await Several.Remote.ManyAsync(4, new TaskOptions { NumReturns = 4 }).Soon());
        Assert.Empty(Several.Remote.Many(0, new TaskOptions { NumReturns = 0 }));
    }

    [Fact]
    public async Task Three_thousand_returns_arrive_in_order()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var references = Several.Remote.Many(3000, new TaskOptions { NumReturns = 3000 });

        Assert.Equal(Enumerable.Range(0, 3000), await references.Soon());
    }

    [Theory]
    [InlineData(2, "2 values")]
    [InlineData(0, "0 values")]
    [InlineData(4, "more than 3 values")]
    public async Task B142_Too_few_or_too_many_values_are_an_error_in_every_reference(int count, string told)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        foreach (var reference in Several.Remote.Three(count))
        {
            var failed = await Assert.ThrowsAsync<ArgumentException>(() => reference.Soon());
            Assert.Contains(told, failed.Message, StringComparison.Ordinal);
            Assert.Equal("Several.Three", failed.RayFailure()?.TaskName);
        }
    }

    [Fact]
    public async Task B142_An_iterator_is_drawn_no_further_than_needed()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        foreach (var reference in Several.Remote.Endless().Concat(Several.Remote.Null()))
        {
            await Assert.ThrowsAsync<ArgumentException>(() => reference.Soon());
        }
    }

    [Fact]
    public async Task B143_A_task_may_return_references_to_as_many_objects_as_it_makes()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var references = Several.Remote.Dynamic(5);

        Assert.Equal(Values(0, 1, 2, 3, 4), await (await references.Soon()).Soon());
        Assert.Equal(10, await Several.Remote.SumOf(references).Soon());
        Assert.Empty(await Several.Remote.Dynamic(0).Soon());
    }

    [Fact]
    public async Task A_number_of_returns_that_the_stub_does_not_have_is_refused_at_the_call()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Contains("NumReturns", Assert.Throws<ArgumentException>(() => Sums.Remote.Add(1, 2, new TaskOptions { NumReturns = 2 })).Message, StringComparison.Ordinal);
        Assert.Contains("tuple of 2", Assert.Throws<ArgumentException>(() => Several.Remote.FakeData(1, 1, new TaskOptions { NumReturns = 3 })).Message, StringComparison.Ordinal);
        Assert.Contains("set TaskOptions.NumReturns", Assert.Throws<ArgumentException>(() => Several.Remote.Many(1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Several.Remote.Many(1, new TaskOptions { NumReturns = -1 }));
    }

    [Fact]
    public async Task B069_Methods_of_actors_have_several_returns_by_attribute_and_by_option()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = SeveralActor.Remote.Create();

        var (calls, text) = actor.Describe(Ray.Put("text"));
        Assert.Equal(1, await calls.Soon());
        Assert.Equal("text", await text.Soon());
        var (quotient, remainder, number) = actor.DivideAsync(7, 2);
        Assert.Equal(Values(3, 1, 7), await new[] { quotient, remainder, number }.Soon());
        Assert.Equal(Values(0, 1, 2), await actor.Count(3, new ActorCallOptions { NumReturns = 3 }).Soon());
        Assert.Equal((1, 2), await actor.OneTuple().Soon());

        Assert.Throws<ArgumentException>(() => actor.Count(3));
        Assert.Throws<ArgumentException>(() => actor.OneTuple(new ActorCallOptions { NumReturns = 2 }));
        var (failed, _, _) = actor.DivideAsync(7, 0);
        await Assert.ThrowsAsync<DivideByZeroException>(() => failed.Soon());
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CancelAsync(failed, force: true).AsTask());
    }

    [Fact]
    public async Task Calls_with_several_returns_fail_with_their_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = SeveralActor.Remote.Create();
        await Ray.KillAsync(actor);

        var (calls, text) = actor.Describe("late");

        await Assert.ThrowsAsync<ActorDiedException>(() => calls.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => text.Soon());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(ObjectRef<Frozen> Kept, WeakReference Dropped)> KeepOneAsync()
    {
        var (kept, dropped) = Several.Remote.TwoFrozen("cold");
        return (kept, new WeakReference(await dropped.Soon()));
    }

    private static T[] Values<T>(params T[] values) => values;
}
