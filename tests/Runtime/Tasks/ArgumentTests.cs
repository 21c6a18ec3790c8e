namespace Orleans.Ray.Tests.Tasks;

public sealed class ArgumentTests
{
    [Fact]
    public async Task B033_A_value_and_a_reference_to_it_are_the_same()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        Assert.Equal(3, await Sums.Remote.Add(1, Ray.Put(2)).Soon());
        Assert.Equal(3, await Sums.Remote.Add(Ray.Put(1), Ray.Put(2)).Soon());
        Assert.Equal(3, await Sums.Remote.Add(Sums.Remote.Add(0, 1), Ray.Put(2)).Soon());
    }

    [Theory]
    [InlineData(false, false, 4)]
    [InlineData(false, false, 2_000_000)]
    [InlineData(false, true, 4)]
    [InlineData(false, true, 2_000_000)]
    [InlineData(true, false, 4)]
    [InlineData(true, false, 2_000_000)]
    [InlineData(true, true, 4)]
    [InlineData(true, true, 2_000_000)]
    public async Task B034_A_reference_is_resolved_and_one_inside_a_container_is_not(bool fromActor, bool toActor, int length)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = Measurer.Remote.Create();
        var array = fromActor ? actor.Make(length) : Sums.Remote.Range(length);
        var inside = new List<ObjectRef<int[]>> { array };

        Assert.Equal(length, await (toActor ? actor.LengthOf(array) : Measures.Remote.LengthOf(array)).Soon());
        Assert.Equal(length, await (toActor ? Measurer.Remote.Create().LengthInside(inside) : Measures.Remote.LengthInside(inside)).Soon());
    }

    [Fact]
    public async Task References_and_handles_pass_through_containers_objects_and_results()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create(10);
        var baggage = new Baggage { Reference = Sums.Remote.Add(1, 2), Counter = counter, Named = { ["five"] = Ray.Put(5) } };

        var back = await Echoes.Remote.Echo<Baggage>(baggage).Soon();
        var put = await Ray.Put(back);

        Assert.Equal(3, await put.Reference!.Soon());
        Assert.Equal(5, await put.Named["five"].Soon());
        var handle = Assert.IsType<Counter.Handle>(put.Counter);
        Assert.Equal(counter.Id, handle.Id);
        Assert.Equal(11, await handle.Increment().Soon());
        Assert.Equal(12, await counter.Increment().Soon());
    }

    [Fact]
    public async Task A_reference_in_a_container_does_not_hold_the_task_up()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);

        Assert.Equal(1, await Measures.Remote.Count(new List<ObjectRef<int>> { pending }).Soon());
    }

    [Fact]
    public async Task A_reference_can_be_the_result_of_a_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var inner = await Measures.Remote.AddLater(1, 2).Soon();

        Assert.Equal(3, await inner.Soon());
    }

    [Fact]
    public async Task B035_A_chain_of_a_hundred_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var last = Ray.Put(0);
        for (var i = 0; i < 100; i++)
        {
            last = Sums.Remote.Increment(last);
        }

        Assert.Equal(100, await last.Soon());
    }

    [Fact]
    public async Task A_chain_of_twenty_thousand_tasks_does_not_overflow_a_stack()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var last = Gated.Remote.Later(gate.Id);
        for (var i = 0; i < 20_000; i++)
        {
            last = Sums.Remote.Increment(last);
        }

        gate.Open();

        Assert.Equal(20_000, await last.Soon());
    }

    [Fact]
    public async Task A_task_with_two_thousand_arguments_in_a_list_and_one_object_with_as_many_readers()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var first = Gated.Remote.Later(gate.Id, 1);
        var many = Enumerable.Range(0, 2000).Select(i => Sums.Remote.Add(first, i)).ToList();
        var sum = Sums.Remote.SumOfRefs(many);

        gate.Open();

        Assert.Equal(Enumerable.Range(1, 2000).Sum(), await sum.Soon());
    }

    [Fact]
    public async Task B038_Optional_and_named_arguments_reach_constructors_methods_and_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(6, await Sums.Remote.Increment(5).Soon());
        Assert.Equal(15, await Sums.Remote.Increment(by: 10, x: 5).Soon());
        Assert.Equal(1, await Counter.Remote.Create().Increment().Soon());
        Assert.Equal(11, await Counter.Remote.Create(start: 10).Increment().Soon());
        Assert.Equal(20, await Counter.Remote.Create(10).Increment(by: 10).Soon());
        Assert.Equal("1 two Friday  True", await Measures.Remote.Defaults().Soon());
        Assert.Equal("2 two Monday x True", await Measures.Remote.Defaults(2, day: DayOfWeek.Monday, nothing: "x").Soon());
    }

    [Fact]
    public async Task B038_Null_and_collection_expressions_reach_constructors_methods_and_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var two = Ray.Put<int[]?>([1, 2]);
        var noter = Noter.Remote.Create(null, [1, 2]);

        Assert.Equal("nobody 2+1 null", await noter.Note([3], null).Soon());
        Assert.Equal("nobody 2+0 7", await noter.Note([], 7).Soon());
        Assert.Equal("Ann 0-1 null", await Noter.Remote.Create("Ann").Note(null, null).Soon());
        Assert.Equal("null/-1", await Literals.Remote.Tell(null, null).Soon());
        Assert.Equal("a/3", await Literals.Remote.Tell("a", [1, 2, 3]).Soon());
        Assert.Equal("null/2", await Literals.Remote.Tell(null, two).Soon());
        Assert.Equal("x/2", await Literals.Remote.Tell(items: two).Soon());
    }

    [Fact]
    public async Task B039_Tasks_submit_tasks_three_levels_deep()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Nested.Remote.Levels(3).Soon());
        Assert.Equal(3, await Nested.Remote.LevelsAsync(3).Soon());
    }

    [Fact]
    public async Task B039_Tasks_nest_fifty_deep_on_one_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(50, await Nested.Remote.Levels(50).Soon());
        Assert.Equal(50, await Nested.Remote.LevelsAsync(50).Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tasks_fan_out_from_inside_tasks_on_one_cpu(bool blocking)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(1 << 9, await (blocking ? Nested.Remote.Leaves(9) : Nested.Remote.LeavesAsync(9)).Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B099_Async_task_functions_run()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(2, await Sums.Remote.IncrementAsync(1).Soon());
        Assert.Equal(2, await Sums.Remote.IncrementValueAsync(1).Soon());
        Assert.Equal(default, await Voids.Remote.Nothing().Soon());
        Assert.Equal(default, await Voids.Remote.NothingAsync().Soon());
        Assert.Equal(default, await Voids.Remote.NothingValueAsync().Soon());
    }

    [Fact]
    public async Task Async_tasks_overlap_where_they_wait_for_objects_even_on_one_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var later = Gated.Remote.Later(gate.Id, 1);
        var waiting = Enumerable.Range(0, 20).Select(_ => Nested.Remote.AwaitInside(new List<ObjectRef<int>> { later })).ToArray();

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        gate.Open();

        Assert.All(await waiting.Soon(), value => Assert.Equal(1, value));
    }
}
