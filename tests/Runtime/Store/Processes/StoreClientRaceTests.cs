using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;

namespace Orleans.Ray.Tests.Store;

/// <summary>Threads of one process that use one connection against each other.</summary>
public sealed class StoreClientRaceTests
{
    [Fact]
    public async Task A_hold_that_is_given_up_while_another_thread_asks_for_a_pin_does_not_end_the_connection()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        using var other = StoreClientTests.Put(client, 1, 100);
        var stored = StoreClientTests.Put(client, 2, 100);

        // As many requests as there may be: the pin is asked for once one of them has ended.
        using var one = new CancellationTokenSource();
        using var rest = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, StoreProtocol.MaxWaiting)
            .Select(i => client.GetAsync(Commands.InfoOf(3).Id, Timeout.InfiniteTimeSpan, i == 0 ? one.Token : rest.Token)).ToArray();
        var pinning = stored.PinAsync(CancellationToken.None).AsTask();
        stored.Dispose();
        await one.CancelAsync();

        using (var pin = await pinning.Soon())
        {
            Assert.True(SeededContents.Are(pin.Span, 2));
        }

        await rest.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        Assert.True(client.IsOpen);
        using (var pin = await client.GetAsync(other.Info.Id).Soon())
        {
            Assert.True(SeededContents.Are(pin.Span, 1));
        }

        await served.UntilAsync(static statistics => statistics is { Objects: 1, BytesPinned: 0 });
    }

    [Fact]
    public async Task Holds_that_are_given_up_at_the_moment_in_which_they_are_pinned_leave_nothing()
    {
        const int Rounds = 300;
        await using var served = new ServedStore();
        using var client = served.Connect();
        var stored = Enumerable.Range(0, Rounds).Select(i => StoreClientTests.Put(client, i, 100)).ToArray();

        Lockstep.Run(Rounds, round => PinIfThere(stored[round], round), round => stored[round].Dispose());

        Assert.True(client.IsOpen);
        await served.UntilAsync(static statistics => statistics is { Objects: 0, BytesPinned: 0 });
    }

    [Fact]
    public async Task A_request_that_crosses_the_end_of_its_connection_fails()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        using var stored = served.Put(1, 100);
        var pin = client.Get(stored.Info.Id);
        var waiting = client.GetAsync(Commands.InfoOf(2).Id, Timeout.InfiniteTimeSpan);

        client.Tell(FrameKind.Delete, 77);
        var crossing = client.GetAsync(Commands.InfoOf(2).Id, Timeout.InfiniteTimeSpan);

        Assert.Contains("broke its protocol", (await Assert.ThrowsAsync<ObjectDisposedException>(() => crossing.Soon())).Message);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.Soon());
        Assert.False(client.IsOpen);
        Assert.True(SeededContents.Are(pin.Span, 1));
        Assert.Equal(1, served.Store.List().Single().Pins);
        pin.Dispose();
        await WaitForCondition.HoldsAsync(() => served.Server.Connections == 0);
        Assert.Equal(0, served.Store.List().Single().Pins);
    }

    private static void PinIfThere(StoredObject stored, long number)
    {
        try
        {
            using var pin = stored.Pin();
            Assert.True(SeededContents.Are(pin.Span, number));
        }
        catch (ObjectDisposedException)
        {
            // The other thread was quicker.
        }
    }
}
