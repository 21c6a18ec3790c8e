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

    public static partial class Work
    {
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
