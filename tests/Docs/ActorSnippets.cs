namespace Orleans.Ray.Docs.Tests;

public sealed partial class ActorSnippets
{
    [Fact]
    public async Task Creating_and_calling()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-call
        await using Counter.Handle counter = Counter.Remote.Create(10);
        ObjectRef<int> one = counter.Increment();                // returns at once
        int now = await counter.Increment(5);                    // 16: calls run in the order in which they were made
        // end

        Assert.Equal(11, await one);
        Assert.Equal(16, now);
    }

    [Fact]
    public async Task Naming()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-names
        var hits = Counter.Remote.Create(0, new ActorOptions { Name = "hits", Lifetime = ActorLifetime.Detached });
        await hits.Increment();

        Counter.Handle same = await Ray.GetActorAsync<Counter.Handle>("hits");
        var again = Counter.Remote.Create(0, new ActorOptions { Name = "hits", GetIfExists = true });
        Console.WriteLine(await again.Increment());              // 2
        // end

        Assert.Equal(3, await same.Increment());
        await Ray.KillAsync(hits);
    }

    [Fact]
    public async Task Passing_handles()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-pass
        await using var counter = Counter.Remote.Create();
        var workers = Enumerable.Range(0, 4).Select(_ => Work.Remote.Count(counter, times: 25)).ToArray();
        await Ray.GetAsync(workers);
        Console.WriteLine(await counter.Increment(0));           // 100
        // end

        Assert.Equal(100, await counter.Increment(0));
    }

    [Fact]
    public async Task Interleaving()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-async
        await using var gate = Gate.Remote.Create();
        var waiting = gate.WaitAsync();                          // awaits inside the actor...
        await gate.OpenAsync();                                  // ...and lets the next call in meanwhile
        await waiting;
        // end
    }

    [Fact]
    public async Task Killing()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-kill
        var counter = Counter.Remote.Create();
        await Ray.KillAsync(counter);
        await Assert.ThrowsAsync<ActorDiedException>(async () => await counter.Increment());
        // end
    }

    [Fact]
    public async Task Grouping()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-groups
        await using var station = Station.Remote.Create();
        var first = station.WaitForArrival();                    // these run on the two threads of "io",
        var second = station.WaitForArrival();
        await station.Arrive();                                  // and this on that of the default group
        await Ray.GetAsync([first, second]);
        // end
    }

    [Fact]
    public async Task Bounding_calls()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-capacity
        await using var counter = Counter.Remote.Create(0, new ActorOptions { MaxPendingCalls = 8 });
        var calls = new List<ObjectRef<int>>();
        for (var i = 0; i < 1000; i++)
        {
            await counter.WaitForCapacityAsync();                // without it, the ninth unfinished call throws
            calls.Add(counter.Increment());
        }

        Console.WriteLine(await calls[^1]);                      // 1000
        // end

        Assert.Equal(Enumerable.Range(1, 1000), await Ray.GetAsync(calls));
    }

    [Fact]
    public async Task Restarting()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-restart
        await using var parser = Parser.Remote.Create();
        Console.WriteLine(await parser.Parse("a"));              // 1
        Console.WriteLine(await parser.Parse("poison"));         // 1: crashed, constructed again, and the call made again

        await Ray.KillAsync(parser, noRestart: false);           // a crash by hand; the task is complete when the actor is there again
        Console.WriteLine(await parser.Parse("b"));              // 1
        // end

        Assert.Equal(2, await parser.Parse("c"));
    }

    [Fact]
    public async Task Choosing_per_call()
    {
        await using var ray = await Ray.InitAsync();
        await using var counter = Counter.Remote.Create();

        // snippet: actors-call-options
        var call = counter.Increment(5, new ActorCallOptions { Name = "add-five", Timeout = TimeSpan.FromSeconds(10), MaxTaskRetries = 1 });
        // end

        Assert.Equal(5, await call);
    }

    [Fact]
    public async Task Exiting()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-exit
        await using var guest = Guest.Remote.Create();
        Console.WriteLine(await guest.Leave());                  // bye
        await Assert.ThrowsAsync<ActorDiedException>(async () => await guest.Leave());
        // end
    }

    [Fact]
    public async Task Pooling()
    {
        await using var ray = await Ray.InitAsync();
        var results = new List<int>();

        // snippet: actors-pool
        await using var one = Solver.Remote.Create();
        await using var two = Solver.Remote.Create();
        var pool = new ActorPool<Solver.Handle>([one, two]);
        await foreach (var square in pool.MapAsync((solver, x) => solver.Square(x), [1, 2, 3, 4]))
        {
            results.Add(square);                                 // 1, 4, 9, 16: the order of the values
        }
        // end

        Assert.Equal([1, 4, 9, 16], results);
    }

    [Fact]
    public async Task Queueing()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: actors-queue
        await using var queue = new RayQueue<int>(maxSize: 2);
        var producer = Work.Remote.Produce(queue, count: 3);     // waits where the queue is full
        Console.WriteLine(await queue.GetAsync());               // 0
        Console.WriteLine(await queue.GetAsync());               // 1
        await producer;
        // end

        Assert.Equal(2, await queue.GetAsync());
        Assert.True(await queue.IsEmptyAsync());
    }

    // snippet: actors-define
    [RayActor(NumCpus = 0.25)]
    public sealed partial class Counter(int start = 0)
    {
        private int _value = start;

        public int Increment(int by = 1) => _value += by;
    }
    // end

    // snippet: actors-gate
    [RayActor]
    public sealed partial class Gate
    {
        private readonly TaskCompletionSource _open = new();

        public Task WaitAsync() => _open.Task;

        public Task OpenAsync()
        {
            _open.TrySetResult();
            return Task.CompletedTask;
        }
    }
    // end

    // snippet: actors-groups-define
    [RayActor]
    [ConcurrencyGroup("io", 2)]
    public sealed partial class Station
    {
        private readonly TaskCompletionSource _arrival = new();

        [ActorMethod(ConcurrencyGroup = "io")]
        public void WaitForArrival() => _arrival.Task.Wait();

        public void Arrive() => _arrival.SetResult();
    }
    // end

    // snippet: actors-restart-define
    [RayActor(MaxRestarts = -1, MaxTaskRetries = 1)]
    public sealed partial class Parser
    {
        private int _parsed;

        public int Parse(string text)
        {
            if (text == "poison" && RayContext.Current.Attempt == 0)
            {
                throw new WorkerCrashedException("The native library has damaged its memory.");
            }

            return ++_parsed;
        }
    }
    // end

    // snippet: actors-exit-define
    [RayActor]
    public sealed partial class Guest
    {
        public string Leave()
        {
            Ray.ExitActor();                                     // the actor ends when this method has ended
            return "bye";
        }
    }
    // end

    // snippet: actors-pool-define
    [RayActor]
    public sealed partial class Solver
    {
        public int Square(int x) => x * x;
    }
    // end

    public static partial class Work
    {
        [RayTask]
        public static async Task Produce(RayQueue<int> queue, int count)
        {
            for (var i = 0; i < count; i++)
            {
                await queue.PutAsync(i);
            }
        }

        [RayTask]
        public static async Task Count(Counter.Handle counter, int times)
        {
            for (var i = 0; i < times; i++)
            {
                await counter.Increment();
            }
        }
    }
}
