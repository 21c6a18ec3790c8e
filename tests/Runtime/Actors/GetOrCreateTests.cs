namespace Orleans.Ray.Tests.Actors;

public sealed class GetOrCreateTests
{
    [Fact]
    public async Task B110_Get_or_create_gives_the_same_actor_twice()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new ActorOptions { Name = "hits", GetIfExists = true };
        var one = Counter.Remote.Create(10, options);
        Assert.Equal(11, await one.Increment().Soon());

        var two = Counter.Remote.Create(500, options);

        Assert.Equal(12, await two.Increment().Soon());
        Assert.Equal(13, await one.Increment().Soon());
        Assert.Equal(TaskState.Finished, Assert.Single(await Ray.State.ListTasksAsync(new TaskFilter { Kind = TaskKind.ActorCreation })).State);
        await one.DisposeAsync();
        Assert.Equal(14, await two.Increment().Soon());
    }

    [Fact]
    public async Task B110_Get_or_create_needs_a_name()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions { GetIfExists = true }));

        Assert.Contains("Name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B110_Get_or_create_of_another_class_fails_with_a_clear_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new ActorOptions { Name = "hits", GetIfExists = true };
        await using var counter = Counter.Remote.Create(10, options);
        await counter.Increment().Soon();

        var wrong = await Assert.ThrowsAnyAsync<Exception>(() => Recorder.Remote.Create(options).Say(1, 1).Soon());

        Assert.Contains("hits", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B110_A_thousand_rounds_of_create_and_drop_do_not_break()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new ActorOptions { Name = "hits", GetIfExists = true };
        for (var i = 0; i < 1000; i++)
        {
            await using var counter = Counter.Remote.Create(0, options);
            Assert.InRange(await counter.Increment().Soon(), 1, 1000);
        }
    }

    [Fact]
    public async Task B111_Tasks_that_race_to_create_one_name_all_get_the_one_instance()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        for (var round = 0; round < 50; round++)
        {
            var name = $"race {round}";
            await using var holder = Counter.Remote.Create(0, new ActorOptions { Name = name, GetIfExists = true });
            var racers = Enumerable.Range(0, 8).Select(i => Families.Remote.GetOrCreate(name, i * 1000)).ToArray();

            Assert.All(await racers.Soon(), answer => Assert.Equal("ok", answer));
            Assert.Equal(8, await holder.Value().Soon());
        }
    }

    [Fact]
    public async Task B111_The_first_of_the_racers_creates_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        for (var round = 0; round < 20; round++)
        {
            var options = new ActorOptions { Name = $"race {round}", GetIfExists = true };
            var racers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                var handle = Counter.Remote.Create(0, options);
                await handle.Increment().Soon();
                return handle;
            }))).Soon();

            Assert.All(racers, racer => Assert.Equal(8, Ray.Get(racer.Value(), Patience.Limit)));
            foreach (var racer in racers)
            {
                await racer.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task B110_A_handle_that_is_dropped_at_once_leaves_no_hold_behind()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var departure = new Departure();
        var options = new ActorOptions { Name = "guest", GetIfExists = true };
        var first = Guest.Remote.Create(departure.Id, options);
        await first.Ping().Soon();
        for (var i = 0; i < 100; i++)
        {
            await Guest.Remote.Create(departure.Id, options).DisposeAsync();
        }

        Assert.False(departure.Disposed.IsCompleted);
        await first.DisposeAsync();

        await departure.Disposed.Soon();
    }

    [Fact]
    public async Task B110_Calls_keep_their_order_while_the_actor_is_still_looked_for()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var options = new ActorOptions { Name = "recorder", GetIfExists = true };
        await using var recorder = Recorder.Remote.Create(options);
        await recorder.Say(0, 0).Soon();
        for (var caller = 1; caller <= 50; caller++)
        {
            await using var same = Recorder.Remote.Create(options);
            await Enumerable.Range(0, 200).Select(i => same.Say(caller, i)).ToArray().Soon();
        }

        var said = await recorder.Said().Soon();
        for (var caller = 1; caller <= 50; caller++)
        {
            Assert.Equal(Enumerable.Range(0, 200), said[caller]);
        }
    }

    [Fact]
    public async Task B110_A_call_that_waits_for_its_argument_keeps_the_actor_that_was_found()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        for (var round = 0; round < 50; round++)
        {
            using var gate = new Gate();
            var options = new ActorOptions { Name = $"hits {round}", GetIfExists = true };
            var first = Counter.Remote.Create(0, options);
            Assert.Equal(1, await first.Increment().Soon());
            var second = Counter.Remote.Create(0, options);
            var held = second.Increment(Gated.Remote.Later(gate.Id, 5));
            var behind = second.Increment();

            await second.DisposeAsync();
            await first.DisposeAsync();
            gate.Open();

            // The first actor may have ended before the second was looked up; the calls then made one of their own.
            var value = await held.Soon();
            Assert.InRange(value, 5, 6);
            Assert.Equal(value + 1, await behind.Soon());
        }
    }

    [Fact]
    public async Task B110_Calls_made_before_the_handle_was_dropped_reach_the_actor_that_was_found()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        for (var round = 0; round < 50; round++)
        {
            var options = new ActorOptions { Name = $"hits {round}", GetIfExists = true };
            var first = Counter.Remote.Create(0, options);
            Assert.Equal(1, await first.Increment().Soon());
            var second = Counter.Remote.Create(500, options);
            var call = second.Increment();
            await second.DisposeAsync();

            Assert.Equal(2, await call.Soon());
            Assert.Equal(3, await first.Increment().Soon());
        }
    }
}
