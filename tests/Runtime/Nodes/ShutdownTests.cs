namespace Orleans.Ray.Tests.Nodes;

/// <summary>What was under way when the node stopped ends with an error, and nobody waits for ever.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task Work_that_waits_fails()
    {
        using var gate = new Gate();
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var running = Gated.Remote.Pass(gate.Id, 1);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);
        var later = Gated.Remote.Later(gate.Id, 5);
        await gate.ArrivalsAsync(1);
        var dependent = Sums.Remote.Increment(later);

        await ray.DisposeAsync().AsTask().Soon();

        await Assert.ThrowsAsync<NodeDiedException>(() => queued.Soon());
        gate.Open();
        await Assert.ThrowsAnyAsync<RayException>(() => dependent.Soon());
        _ = Assert.Single((await Ray.WaitAsync([running], timeout: Patience.Limit)).Ready);
    }

    [Fact]
    public async Task Work_that_runs_fails_too_and_is_asked_to_stop()
    {
        using var gate = new Gate();
        var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        var blocking = Gated.Remote.Pass(gate.Id);
        var awaiting = Gated.Remote.PassAsync(gate.Id);
        var blockingWithToken = Gated.Remote.PassUnlessCancelled(gate.Id);
        var awaitingWithToken = Gated.Remote.PassUnlessCancelledAsync(gate.Id);
        await gate.ArrivalsAsync(4);
        var dependent = Sums.Remote.Increment(awaiting);

        await ray.DisposeAsync().AsTask().Soon();

        foreach (var reference in (ObjectRef<int>[])[blocking, awaiting, blockingWithToken, awaitingWithToken, dependent])
        {
            var died = await Assert.ThrowsAsync<NodeDiedException>(() => reference.Soon());
            Assert.Contains("was stopped", died.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stream_that_is_under_way_ends_with_the_node()
    {
        using var gate = new Gate();
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var flow = Flows.Remote.Pass(gate.Id, 3);
        await gate.ArrivalsAsync(1);

        await ray.DisposeAsync().AsTask().Soon();

        var last = await flow.NextSoon();
        await Assert.ThrowsAsync<NodeDiedException>(() => last.Soon());
        await flow.EndAsync();
        await Assert.ThrowsAsync<NodeDiedException>(() => flow.Completed.Soon());
    }

    [Fact]
    public async Task A_large_object_goes_with_its_node_and_says_so()
    {
        ObjectRef<byte[]> large;
        await using (var ray = await Ray.InitAsync(o => o.NumCpus = 1))
        {
            large = Ray.Put(new byte[200_000]);
        }

        var lost = await Assert.ThrowsAsync<ObjectLostException>(() => large.Soon());

        Assert.Contains("which has been stopped", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_of_an_actor_fail()
    {
        using var gate = new Gate();
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var actor = GatedActor.Remote.Create();
        var running = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = actor.See(1);

        await ray.DisposeAsync().AsTask().Soon();

        await Assert.ThrowsAsync<ActorDiedException>(() => running.Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => queued.Soon());
    }

    [Fact]
    public async Task Those_who_wait_are_woken()
    {
        using var gate = new Gate();
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var running = Gated.Remote.Pass(gate.Id, 1);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);
        var get = Ray.GetAsync(queued).AsTask();
        var blocking = Task.Factory.StartNew(() => Ray.Get([queued, queued]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var wait = Ray.WaitAsync([queued]).AsTask();

        await ray.DisposeAsync().AsTask().Soon();

        await Assert.ThrowsAsync<NodeDiedException>(() => get.Soon());
        await Assert.ThrowsAsync<NodeDiedException>(() => blocking.Soon());
        _ = Assert.Single((await wait.Soon()).Ready);
        GC.KeepAlive(running);
    }

    [Fact]
    public async Task Running_code_that_submits_more_gets_an_error()
    {
        using var gate = new Gate();
        using var failed = new Gate();
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var parent = Shutdowns.Remote.SubmitAfter(gate.Id, failed.Id);
        await gate.ArrivalsAsync(1);
        await ray.DisposeAsync().AsTask().Soon();

        gate.Open();

        await failed.ArrivalsAsync(1);
        GC.KeepAlive(parent);
    }

    [Fact]
    public async Task What_was_ready_stays_readable()
    {
        ObjectRef<int[]> put;
        ObjectRef<int[]> result;
        await using (var ray = await Ray.InitAsync(o => o.NumCpus = 1))
        {
            put = Ray.Put(new[] { 1 });
            result = Sums.Remote.Range(2);
            await result.Soon();
        }

        Assert.Equal((int[])[1], await put.Soon());
        Assert.Equal((int[])[0, 1], await result.Soon());
    }
}
