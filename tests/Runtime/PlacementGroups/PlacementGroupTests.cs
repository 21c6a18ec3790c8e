namespace Orleans.Ray.Tests.PlacementGroups;

public sealed class PlacementGroupTests
{
    private static readonly AsyncLocal<object?> Flowing = new();

    private static readonly TimeSpan Zero = TimeSpan.Zero;

    [Fact]
    public async Task A_group_reserves_its_bundles_and_gives_them_back()
    {
        await using var ray = await StartAsync();

        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2, ["GPU"] = 1 }, new() { ["CPU"] = 1 }], PlacementStrategy.StrictPack);

        await group.ReadyAsync().Soon();
        Assert.True(await group.WaitAsync(Zero));
        Assert.Equal(1, ray.AvailableResources()["CPU"]);
        Assert.Equal(1, ray.AvailableResources()["GPU"]);
        Assert.Equal(PlacementStrategy.StrictPack, group.Strategy);
        Assert.False(group.Id.IsDefault);
        Assert.Equal([new() { ["CPU"] = 2, ["GPU"] = 1 }, new() { ["CPU"] = 1 }], group.Bundles.Select(static bundle => new Dictionary<string, double>(bundle)));
        Assert.Contains("created", await group.ExplainAsync(), StringComparison.Ordinal);
        await Ray.RemovePlacementGroupAsync(group);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B187_A_group_of_which_one_bundle_does_not_fit_reserves_nothing()
    {
        await using var ray = await StartAsync();
        await using var holder = await HoldGpuAsync();
        var before = ray.AvailableResources();

        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }, new() { ["GPU"] = 2 }]);

        Assert.False(await group.WaitAsync(Zero));
        Assert.Equal(before, ray.AvailableResources());
        var why = await group.ExplainAsync();
        Assert.Contains("pending", why, StringComparison.Ordinal);
        Assert.Contains("GPU", why, StringComparison.Ordinal);
        Assert.Contains("Counter", why, StringComparison.Ordinal);
        await Ray.KillAsync(holder);
        await group.ReadyAsync().Soon();
    }

    [Fact]
    public async Task B189_A_task_submitted_before_the_group_is_there_waits_for_it_and_runs()
    {
        await using var ray = await StartAsync();
        using var gate = new Gate();
        var holder = Gated.Remote.Pass(gate.Id, 1, new TaskOptions { NumCpus = 3 });
        await gate.ArrivalsAsync(1);
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2 }]);

        var waiting = Sums.Remote.Add(1, 2, In(group));
        await using var actor = Counter.Remote.Create(5, new ActorOptions { NumCpus = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
        var call = actor.Increment();

        Assert.Contains("pending", await waiting.ExplainAsync(), StringComparison.Ordinal);
        Assert.False(waiting.IsReady);
        gate.Open();
        Assert.Equal(3, await waiting.Soon());
        Assert.Equal(6, await call.Soon());
        Assert.Equal(1, await holder.Soon());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(-1, 3)]
    public async Task B190_A_bundle_holds_so_many_and_without_an_index_all_of_them(int bundle, int together)
    {
        await using var ray = await StartAsync();
        using var gate = new Gate();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }, new() { ["CPU"] = 2 }]);
        var tasks = Enumerable.Range(0, together + 1).Select(i => Gated.Remote.Pass(gate.Id, i, In(group, bundle))).ToArray();

        await gate.ArrivalsAsync(together);
        Assert.Equal(1, ray.AvailableResources()["CPU"]);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        Assert.Contains("placement group", await tasks[together].ExplainAsync(), StringComparison.Ordinal);
        gate.Open();

        Assert.Equal(Enumerable.Range(0, together + 1), await tasks.Soon());
        Assert.Equal(together, gate.Most);
        await Ray.RemovePlacementGroupAsync(group);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B191_Removal_ends_what_runs_in_the_group_and_frees_its_resources()
    {
        await using var ray = await StartAsync();
        using var gate = new Gate();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2, ["GPU"] = 1 }, new() { ["CPU"] = 2 }]);
        var running = Gated.Remote.PassUnlessCancelled(gate.Id, In(group, 0));
        var awaiting = Gated.Remote.PassUnlessCancelledAsync(gate.Id, In(group, 0));
        await using var actor = Counter.Remote.Create(0, new ActorOptions { NumCpus = 2, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 1) });
        await actor.Increment().Soon();
        await gate.ArrivalsAsync(2);
        var queued = Sums.Remote.Add(1, 2, In(group));
        var four = Sums.Remote.Add(3, 4, new TaskOptions { NumCpus = 4 });
        Assert.False(four.IsReady);

        await Ray.RemovePlacementGroupAsync(group);

        foreach (var ended in new[] { running, awaiting, queued })
        {
            Assert.Contains("removed", (await Assert.ThrowsAsync<PlacementGroupException>(() => ended.Soon())).Message, StringComparison.Ordinal);
        }

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => actor.Increment().Soon());
        Assert.Contains("placement group", died.Message, StringComparison.Ordinal);
        Assert.Equal(7, await four.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());

        await Ray.RemovePlacementGroupAsync(group);
        await Assert.ThrowsAsync<PlacementGroupException>(() => Sums.Remote.Add(1, 2, In(group)).Soon());
        Assert.Contains("removed", await group.ExplainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B191_A_group_of_another_node_is_removed_without_an_error()
    {
        PlacementGroup unknown;
        await using (await StartAsync())
        {
            unknown = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }]);
        }

        await using var ray = await StartAsync();
        await Ray.RemovePlacementGroupAsync(unknown);

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        await Assert.ThrowsAsync<PlacementGroupException>(() => unknown.ReadyAsync().Soon());
    }

    [Fact]
    public async Task B193_Waiting_for_a_removed_group_throws_whenever_it_began()
    {
        await using var ray = await StartAsync();
        await using var holder = await HoldGpuAsync();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["GPU"] = 2 }]);
        var ready = group.ReadyAsync();
        var wait = group.WaitAsync(Patience.Limit);
        Assert.False(ready.IsCompleted);

        await Ray.RemovePlacementGroupAsync(group);

        await Assert.ThrowsAsync<PlacementGroupException>(() => ready.Soon());
        await Assert.ThrowsAsync<PlacementGroupException>(() => wait.Soon());
        await Assert.ThrowsAsync<PlacementGroupException>(() => group.ReadyAsync().Soon());
        await Assert.ThrowsAsync<PlacementGroupException>(() => group.WaitAsync(Zero).Soon());
    }

    [Fact]
    public async Task Waiting_ends_with_its_token_and_with_its_time()
    {
        await using var ray = await StartAsync();
        await using var holder = await HoldGpuAsync();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["GPU"] = 2 }]);
        using var stop = new CancellationTokenSource();
        var ready = group.ReadyAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ready.Soon());
        Assert.False(await group.WaitAsync(TimeSpan.FromMilliseconds(1)).Soon());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B194_Children_are_captured_unless_they_say_default(bool escape)
    {
        await using var ray = await StartAsync();
        using var gate = new Gate();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2 }]);
        var strategy = SchedulingStrategy.PlacementGroup(group, 0, captureChildTasks: true);

        var parent = Bundled.Remote.SubmitChild(gate.Id, escape, new TaskOptions { SchedulingStrategy = strategy });
        await gate.ArrivalsAsync(1);

        Assert.Equal(escape ? 1 : 2, ray.AvailableResources()["CPU"]);
        Assert.Equal(1, await Bundled.Remote.CreateChildActor(new TaskOptions { SchedulingStrategy = strategy }).Soon());
        gate.Open();
        Assert.Equal(1, await parent.Soon());
    }

    [Fact]
    public async Task B194_Children_are_not_captured_unless_asked_for()
    {
        await using var ray = await StartAsync();
        using var gate = new Gate();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2 }]);

        var parent = Bundled.Remote.SubmitChild(gate.Id, false, In(group));
        await gate.ArrivalsAsync(1);

        Assert.Equal(1, ray.AvailableResources()["CPU"]);
        gate.Open();
        Assert.Equal(1, await parent.Soon());
    }

    [Fact]
    public async Task B195_Six_groups_with_room_for_two_all_get_their_turn()
    {
        await using var ray = await StartAsync();
        var groups = new List<PlacementGroup>();
        for (var i = 0; i < 6; i++)
        {
            groups.Add(await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2 }]));
        }

        for (var i = 0; i < 6; i += 2)
        {
            await groups[i].ReadyAsync().Soon();
            await groups[i + 1].ReadyAsync().Soon();
            for (var later = i + 2; later < 6; later++)
            {
                Assert.False(await groups[later].WaitAsync(Zero));
            }

            Assert.Equal(i, await Sums.Remote.Increment(i, 0, In(groups[i])).Soon());
            await Ray.RemovePlacementGroupAsync(groups[i]);
            await Ray.RemovePlacementGroupAsync(groups[i + 1]);
        }

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_group_that_fits_passes_one_that_does_not()
    {
        await using var ray = await StartAsync();
        await using var holder = await HoldGpuAsync();
        var wide = await Ray.CreatePlacementGroupAsync([new() { ["GPU"] = 2 }]);

        var narrow = await Ray.CreatePlacementGroupAsync([new() { ["GPU"] = 1 }]);

        await narrow.ReadyAsync().Soon();
        Assert.False(await wide.WaitAsync(Zero));
    }

    [Fact]
    public async Task A_group_comes_to_its_resources_through_a_flood_of_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        // Its clock stands: what is kept for the group stays so, however slow the tasks are that it waits for.
        await using var node = new NodeWithClock(2);
        using var gate = new Gate();
        var flood = Enumerable.Range(0, 2000).Select(i => Gated.Remote.Pass(gate.Id, i)).ToList();
        await gate.ArrivalsAsync(2);

        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2 }]);
        gate.Admit(200);
        await group.ReadyAsync().Soon();

        Assert.True(gate.Arrived < 200, $"{gate.Arrived} tasks went before the group.");
        await Ray.RemovePlacementGroupAsync(group);
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 2000), await flood.Soon());
    }

    [Fact]
    public async Task B197_A_named_group_is_found_until_it_is_removed()
    {
        await using var ray = await StartAsync();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }], name: "train", lifetime: PlacementGroupLifetime.Detached, @namespace: "space");

        Assert.Equal(group, await ray.GetPlacementGroupAsync("train", "space"));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.GetPlacementGroupAsync("train"));
        var taken = await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }], name: "train", @namespace: "space"));
        Assert.Contains("already taken", taken.Message, StringComparison.Ordinal);
        Assert.Equal(3, ray.AvailableResources()["CPU"]);

        await Ray.RemovePlacementGroupAsync(await Ray.GetPlacementGroupAsync("train", "space"));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.GetPlacementGroupAsync("train", "space"));
        var again = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }], name: "train", @namespace: "space");
        Assert.NotEqual(group, again);
        Assert.Equal("train", again.Name);
    }

    [Fact]
    public async Task B197_A_detached_group_outlives_the_actor_that_created_it()
    {
        await using var ray = await StartAsync();
        await using var patron = Patron.Remote.Create();
        var group = await patron.Found("train").Soon();

        await Ray.KillAsync(patron).Soon();

        Assert.Equal(group, await Ray.GetPlacementGroupAsync("train"));
        Assert.Equal(3, await Sums.Remote.Add(1, 2, In(group)).Soon());
    }

    [Fact]
    public async Task B198_The_gpus_of_a_group_are_its_own()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 8;
            o.NumGpus = 4;
        });
        using var gate = new Gate();
        var one = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2, ["GPU"] = 2 }]);
        var two = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1, ["GPU"] = 1 }]);
        var held = new[] { one, one, two }
            .Select(group => Devices.Remote.HoldUntil(gate.Id, In(group) with { NumGpus = 1 }))
            .Append(Devices.Remote.HoldUntil(gate.Id, new TaskOptions { NumGpus = 1 }))
            .ToArray();

        await gate.ArrivalsAsync(4);
        gate.Open();

        var ids = await held.Soon();
        Assert.All(ids, static gpus => Assert.Single(gpus));
        Assert.Equal([0, 1, 2, 3], ids.Select(static gpus => gpus[0]).Order());
        var halves = await Task.WhenAll(Devices.Remote.Held(In(two) with { NumGpus = 0.5 }).Soon(), Devices.Remote.Held(In(two) with { NumGpus = 0.5 }).Soon());
        Assert.Equal(ids[2], halves[0]);
        Assert.Equal(ids[2], halves[1]);
    }

    [Fact]
    public async Task What_can_never_be_placed_is_refused_with_the_reason()
    {
        await using var ray = await StartAsync();

        var spread = await Assert.ThrowsAsync<InfeasibleRequestException>(
            () => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }, new() { ["CPU"] = 1 }], PlacementStrategy.StrictSpread));
        Assert.Contains("StrictSpread", spread.Message, StringComparison.Ordinal);
        var large = await Assert.ThrowsAsync<InfeasibleRequestException>(() => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 3 }, new() { ["CPU"] = 2 }]));
        Assert.Contains("1 more CPU", large.Message, StringComparison.Ordinal);

        foreach (var strategy in new[] { PlacementStrategy.Pack, PlacementStrategy.Spread, PlacementStrategy.StrictPack })
        {
            var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }, new() { ["CPU"] = 1 }], strategy);
            await group.ReadyAsync().Soon();
            await Ray.RemovePlacementGroupAsync(group);
        }

        await (await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }], PlacementStrategy.StrictSpread)).ReadyAsync().Soon();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_where_it_is_said()
    {
        await using var ray = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Ray.CreatePlacementGroupAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([[]]));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 0 }]));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = -1 }]));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([new() { ["GPU"] = 1.5 }]));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }], (PlacementStrategy)9));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }], name: " "));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }], timeout: Zero));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Ray.RemovePlacementGroupAsync(null!));
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_request_that_no_bundle_can_give_is_refused()
    {
        await using var ray = await StartAsync();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }, new() { ["CPU"] = 2 }]);

        var bundle = await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2, In(group, 0) with { NumCpus = 2 }).Soon());
        Assert.Contains("bundle 0", bundle.Message, StringComparison.Ordinal);
        var any = await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2, In(group) with { NumCpus = 3 }).Soon());
        Assert.Contains("no bundle", any.Message, StringComparison.Ordinal);
        Assert.Equal(3, await Sums.Remote.Add(1, 2, In(group) with { NumCpus = 2 }).Soon());
    }

    [Fact]
    public async Task A_group_that_is_not_placed_in_time_is_removed_and_what_waits_for_it_fails()
    {
        await using var ray = await StartAsync();
        await using var holder = await HoldGpuAsync();

        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1, ["GPU"] = 2 }], timeout: TimeSpan.FromMilliseconds(20));
        var waiting = Sums.Remote.Add(1, 2, In(group));

        var late = await Assert.ThrowsAsync<PlacementGroupException>(() => group.ReadyAsync().Soon());
        Assert.Contains("could not be placed", late.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PlacementGroupException>(() => waiting.Soon());
    }

    [Fact]
    public async Task The_time_limit_of_a_group_keeps_nothing_of_the_context_that_it_was_set_in()
    {
        await using var ray = await StartAsync();
        await using var holder = await HoldGpuAsync();

        var (group, flowed) = await CreateInAContextAsync();

        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !flowed.IsAlive;
        });
        Assert.Contains("is pending", await Sums.Remote.Add(1, 2, In(group)).ExplainAsync(), StringComparison.Ordinal);
    }

    private static Task<(PlacementGroup Group, WeakReference Flowed)> CreateInAContextAsync() => Task.Run(async () =>
    {
        var flowed = new WeakReference(Flowing.Value = new object());
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1, ["GPU"] = 2 }], timeout: TimeSpan.FromHours(1));
        Flowing.Value = null;
        return (group, flowed);
    });

    [Fact]
    public async Task A_task_may_wait_for_a_group_that_needs_its_own_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Bundled.Remote.UseOwnGroup().Soon());

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_group_is_an_argument()
    {
        await using var ray = await StartAsync();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }]);

        Assert.Equal(2, await Bundled.Remote.UseGroup(group, new List<PlacementGroup> { group }).Soon());
        Assert.Equal(group, await Ray.GetAsync(Ray.Put(group)));
    }

    [Fact]
    public async Task A_task_in_a_group_that_waits_gives_its_cpu_back_to_the_group()
    {
        await using var ray = await StartAsync();
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }]);
        var strategy = SchedulingStrategy.PlacementGroup(group, 0, captureChildTasks: true);

        Assert.Equal(5, await Nested.Remote.Levels(5, new TaskOptions { SchedulingStrategy = strategy }).Soon());
        Assert.Equal(5, await Nested.Remote.LevelsAsync(5, new TaskOptions { SchedulingStrategy = strategy }).Soon());

        Assert.Equal(3, ray.AvailableResources()["CPU"]);
        await Ray.RemovePlacementGroupAsync(group);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task After_groups_come_and_go_under_load_the_node_has_all_that_it_declared()
    {
        await using var ray = await StartAsync();
        var random = new Random(7);
        var results = new List<ObjectRef<int>>();
        var groups = new Queue<PlacementGroup>();
        for (var i = 0; i < 300; i++)
        {
            var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = random.Next(1, 3), ["GPU"] = 0.5 * random.Next(3) }, new() { ["CPU"] = 1 }]);
            groups.Enqueue(group);
            var options = new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, random.Next(-1, 2), random.Next(2) == 0) };
            results.Add(random.Next(4) switch
            {
                0 => Nested.Remote.LevelsAsync(3, options),
                1 => Nested.Remote.Levels(2, options),
                _ => Sums.Remote.Increment(i, 1, options),
            });
            results.Add(Sums.Remote.Increment(i));
            if (groups.Count > 3)
            {
                await Ray.RemovePlacementGroupAsync(groups.Dequeue());
            }
        }

        foreach (var group in groups)
        {
            await Ray.RemovePlacementGroupAsync(group);
        }

        Assert.Equal(results.Count, (await Ray.WaitAsync(results, results.Count, Patience.Limit)).Ready.Count);
        await WaitForCondition.HoldsAsync(() => ray.ClusterResources().All(entry => ray.AvailableResources().GetValueOrDefault(entry.Key) == entry.Value));
    }

    private static Task<IRay> StartAsync() => Ray.InitAsync(o =>
    {
        o.NumCpus = 4;
        o.NumGpus = 2;
    });

    private static TaskOptions In(PlacementGroup group, int bundle = -1) => new() { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, bundle) };

    private static async Task<Counter.Handle> HoldGpuAsync()
    {
        var holder = Counter.Remote.Create(0, new ActorOptions { NumGpus = 1 });
        await holder.Increment().Soon();
        return holder;
    }
}
