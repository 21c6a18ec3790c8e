using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

public sealed class WorkerPoolTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private static long _lastKey;

    private readonly IQuickWorkerGrain _worker = fixture.FactoryOf(0).GetGrain<IQuickWorkerGrain>(Interlocked.Increment(ref _lastKey));

    [Fact]
    public async Task Calls_one_after_another_do_not_need_all_workers()
    {
        var workers = new HashSet<Guid>();
        for (var i = 0; i < 50; i++)
        {
            workers.Add(await _worker.Who());
        }

        // A response may be there just before its worker counts as idle.
        Assert.InRange(workers.Count, 1, 2);
    }

    [Fact]
    public async Task A_call_goes_to_an_idle_worker_before_it_waits_for_a_busy_one()
    {
        var (arrived, release, ended) = (Names.New(), Names.New(), Names.New());
        var busy = _worker.Work(arrived, release, ended);
        await Signals.Wait(arrived);

        var others = new[] { await _worker.Who().Soon(), await _worker.Who().Soon() };
        Signals.Set(release);

        Assert.DoesNotContain(await busy.Soon(), others);
    }

    [Fact]
    public async Task Workers_that_are_not_needed_are_removed()
    {
        var (release, ended) = (Names.New(), Names.New());
        var arrived = Enumerable.Range(0, 4).Select(_ => Names.New()).ToArray();
        var busy = arrived.Select(name => _worker.Work(name, release, ended)).ToArray();
        foreach (var name in arrived)
        {
            await Signals.Wait(name);
        }

        Signals.Set(release);
        var workers = (await Task.WhenAll(busy).Soon()).Distinct().ToArray();
        Assert.Equal(4, workers.Length);

        await Patience.Until(() => Task.FromResult(workers.Count(worker => Signals.IsSet($"{ended} {worker}")) >= 3));
    }

    [Fact]
    public async Task Cancelling_finds_the_worker_that_has_the_request()
    {
        var calls = new List<(Task Call, CancellationTokenSource Cancellation, string Cancelled)>();
        for (var i = 0; i < 4; i++)
        {
            var (started, cancelled, cancellation) = (Names.New(), Names.New(), new CancellationTokenSource());
            calls.Add((_worker.Cancellable(started, cancelled, cancellation.Token), cancellation, cancelled));
            await Signals.Wait(started);
        }

        await calls[2].Cancellation.CancelAsync();
        await Signals.Wait(calls[2].Cancelled);
        Assert.All(calls.Where((_, index) => index != 2), call => Assert.False(Signals.IsSet(call.Cancelled)));

        foreach (var (call, cancellation, cancelled) in calls)
        {
            await cancellation.CancelAsync();
            await Signals.Wait(cancelled);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
            cancellation.Dispose();
        }
    }

    [Fact]
    public async Task A_worker_that_has_ended_is_replaced()
    {
        var first = await _worker.Who();

        await Patience.Until(async () =>
        {
            await _worker.Deactivate();
            return await _worker.Who() != first;
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (value, _) =>
        {
            await _worker.Who();
            if (value % 10 == 0)
            {
                await _worker.Deactivate();
            }
        });
    }
}
