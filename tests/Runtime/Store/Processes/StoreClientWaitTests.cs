using Orleans.Ray.StoreProcess;
using static Orleans.Ray.Tests.Store.StoreUnderTest;

namespace Orleans.Ray.Tests.Store;

/// <summary>Requests that wait, and that nobody wants any more.</summary>
public sealed class StoreClientWaitTests
{
    [Fact]
    public async Task Get_waits_until_the_object_is_sealed()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        var writer = served.Store.Create(100, Commands.InfoOf(1));

        var getting = client.GetAsync(Commands.InfoOf(1).Id, Timeout.InfiniteTimeSpan);
        using var other = served.Put(2, 10);
        using (client.Get(Commands.InfoOf(2).Id))
        {
            Assert.False(getting.IsCompleted);
        }

        writer.Write(0, SeededContents.Of(1, 100));
        using var stored = writer.Seal();
        using var pin = await getting.Soon();
        Assert.True(SeededContents.Are(pin.Span, 1));
    }

    [Fact]
    public async Task Get_waits_no_longer_than_it_is_told()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();

        var getting = client.GetAsync(Commands.InfoOf(1).Id, TimeSpan.FromSeconds(5));
        await WaitForCondition.HoldsAsync(() => served.Time.Timers == 1);
        served.Time.Advance(TimeSpan.FromSeconds(6));

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => getting.Soon());
        Assert.Contains(Commands.InfoOf(1).Id.ToString(), exception.Message);
        Assert.Equal(0, served.Store.AwaitedObjects);
    }

    [Fact]
    public async Task A_cancelled_get_waits_no_more()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        using var cancellation = new CancellationTokenSource();

        var getting = client.GetAsync(Commands.InfoOf(1).Id, Timeout.InfiniteTimeSpan, cancellation.Token);
        await WaitForCondition.HoldsAsync(() => served.Store.AwaitedObjects == 1);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
        await WaitForCondition.HoldsAsync(() => served.Store.AwaitedObjects == 0);
    }

    [Fact]
    public async Task A_creation_that_waits_for_memory_holds_up_no_other_request()
    {
        await using var served = new ServedStore(capacity: 256 * Kilobyte);
        using var client = served.Connect();
        using var stored = served.Put(1, 200 * Kilobyte);
        var pin = client.Get(stored.Info.Id);

        var creating = client.CreateAsync(200 * Kilobyte, Commands.InfoOf(2)).AsTask();
        await served.UntilAsync(static statistics => statistics.Waiting == 1);
        using (StoreClientTests.Put(client, 3, 1000))
        {
            Assert.False(creating.IsCompleted);
        }

        pin.Dispose();
        using var writer = await creating.Soon();
        Assert.Equal(200 * Kilobyte, writer.Size);
    }

    [Fact]
    public async Task A_cancelled_creation_leaves_the_queue()
    {
        await using var served = new ServedStore(capacity: 256 * Kilobyte);
        using var client = served.Connect();
        using var stored = served.Put(1, 200 * Kilobyte);
        using var pin = stored.Pin();
        using var cancellation = new CancellationTokenSource();

        var creating = client.CreateAsync(200 * Kilobyte, Commands.InfoOf(2), cancellation.Token).AsTask();
        await served.UntilAsync(static statistics => statistics.Waiting == 1);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        await served.UntilAsync(static statistics => statistics.Waiting == 0);
    }

    [Fact]
    public async Task What_comes_after_it_was_cancelled_is_given_back()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        using var stored = served.Put(1, 1000);
        for (var i = 0; i < 200; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var getting = client.GetAsync(stored.Info.Id, null, cancellation.Token);
            var creating = client.CreateAsync(1000, Commands.InfoOf(2), cancellation.Token).AsTask();
            await cancellation.CancelAsync();
            try
            {
                (await getting).Dispose();
                (await creating).Dispose();
            }
            catch (OperationCanceledException)
            {
                // Either may have been quicker than its answer.
                _ = creating.ContinueWith(static created => created.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            }
        }

        await served.UntilAsync(static statistics => statistics is { BytesPinned: 0, Objects: 1 });
    }
}
