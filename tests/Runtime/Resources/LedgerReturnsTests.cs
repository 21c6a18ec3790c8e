namespace Orleans.Ray.Tests.Resources;

/// <summary>After any mix of work the node has all that it declared.</summary>
public sealed class LedgerReturnsTests
{
    [Fact]
    public async Task Resources_are_free_when_a_result_is_seen()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.NumGpus = 1;
        });
        var options = new TaskOptions { NumGpus = 1, Memory = 10 };
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(i + 1, await Sums.Remote.Increment(i, 1, options).Soon());
            Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
            Assert.Equal(i + 1, await Sums.Remote.IncrementAsync(i, options).Soon());
            Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
            Assert.Equal(i + 1, Ray.Get(Sums.Remote.Increment(i)));
            Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
            await Assert.ThrowsAsync<DivideByZeroException>(() => Failures.Remote.DivideBy(0, options).Soon());
            Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
            await Assert.ThrowsAsync<DivideByZeroException>(() => Failures.Remote.DivideByAsync(0).Soon());
            Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Any_mix_of_work_gives_all_of_it_back(int seed)
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.NumGpus = 2;
            o.Resources["tpu"] = 3;
        });
        using var gate = new Gate();
        gate.Open();
        var random = new Random(seed);
        var references = new List<ObjectRef<int>>();
        var actors = new List<Counter.Handle>();
        for (var i = 0; i < 600; i++)
        {
            var options = Shape(random);
            references.Add(random.Next(10) switch
            {
                0 => Failures.Remote.DivideBy(0, options),
                1 => Failures.Remote.DivideInside(random.Next(2), options),
                2 => Failures.Remote.DivideInsideAsync(random.Next(2), options),
                3 => Nested.Remote.Levels(3, options),
                4 => Nested.Remote.LevelsAsync(3, options),
                5 => Gated.Remote.PassAsync(gate.Id, 1, options),
                6 => Gated.Remote.PassUnlessCancelled(gate.Id, options),
                7 => CallNewActor(actors, random),
                8 => Sums.Remote.Add(references.Count > 0 ? references[random.Next(references.Count)] : 1, 2, options),
                _ => Sums.Remote.Increment(i, 1, options),
            });
            if (random.Next(6) == 0)
            {
                await Ray.CancelAsync(references[random.Next(references.Count)]);
            }

            if (actors.Count > 0 && random.Next(4) == 0)
            {
                var actor = actors[random.Next(actors.Count)];
                await (random.Next(2) == 0 ? Ray.KillAsync(actor) : actor.DisposeAsync().AsTask()).Soon();
                actors.Remove(actor);
            }
        }

        foreach (var actor in actors)
        {
            await actor.DisposeAsync();
        }

        Assert.Equal(600, (await Ray.WaitAsync([.. references.Distinct()], references.Count, Patience.Limit)).Ready.Count);
        await WaitForCondition.HoldsAsync(() => SameAmounts(ray.ClusterResources(), ray.AvailableResources()));
    }

    [Fact]
    public async Task Blocked_and_awaiting_tasks_that_fail_give_back_what_they_hold()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var failing = new List<ObjectRef<int>> { Gated.Remote.FailLater(gate.Id, "late") };
        var waiting = Enumerable.Range(0, 10).SelectMany(_ => new[] { Nested.Remote.GetInside(failing), Nested.Remote.AwaitInside(failing) }).ToArray();
        await WaitForCondition.HoldsAsync(() => SameAmounts(ray.ClusterResources(), ray.AvailableResources()));

        gate.Open();

        foreach (var reference in waiting)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => reference.Soon());
        }

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_get_that_times_out_inside_a_task_takes_its_cpu_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var inside = new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 1) };

        var answers = await Enumerable.Range(0, 10).Select(_ => Timeouts.Remote.GetBriefly(inside)).ToArray().Soon();

        Assert.All(answers, free => Assert.Equal(0, free));
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    private static ObjectRef<int> CallNewActor(List<Counter.Handle> actors, Random random)
    {
        var actor = Counter.Remote.Create(random.Next(100), new ActorOptions { NumGpus = 0.25, Resources = new Dictionary<string, double> { ["tpu"] = 0.1 } });
        var call = random.Next(3) == 0 ? actor.Fail("on purpose") : actor.Increment();
        if (actors.Count < 3)
        {
            actors.Add(actor);
        }
        else
        {
            actor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        return call;
    }

    private static TaskOptions Shape(Random random) => random.Next(5) switch
    {
        0 => new TaskOptions { NumCpus = 0.5 },
        1 => new TaskOptions { NumGpus = 0.5 },
        2 => new TaskOptions { Resources = new Dictionary<string, double> { ["tpu"] = 1 } },
        3 => new TaskOptions { NumCpus = 0, Memory = 1000 },
        _ => new TaskOptions(),
    };

    private static bool SameAmounts(IReadOnlyDictionary<string, double> one, IReadOnlyDictionary<string, double> other) =>
        one.Count == other.Count && one.All(entry => other.GetValueOrDefault(entry.Key) == entry.Value);
}
