using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;
using static Orleans.Ray.Tests.Store.StoreUnderTest;

namespace Orleans.Ray.Tests.Store;

/// <summary>Processes of their own.</summary>
public sealed class StoreProcessTests
{
    [Fact]
    public async Task One_process_reads_in_place_what_another_put()
    {
        await using var served = new ServedStore();
        await using var first = await OtherProcess.StartAsync(served.Server.Path);
        await using var second = await OtherProcess.StartAsync(served.Server.Path);

        await first.RunAsync("put 1 300000", "done");
        await second.RunAsync("pin 1", "right 300000");
        using (var pin = served.Get(1))
        {
            Assert.True(SeededContents.Are(pin.Span, 1));
            Assert.Equal(OffsetOf(served, pin), await second.RunAsync("offset 1"));
        }

        using var own = served.Put(2, 200_000);
        await first.RunAsync("pin 2", "right 200000");
        using (var pin = own.Pin())
        {
            Assert.Equal(OffsetOf(served, pin), await first.RunAsync("offset 2"));
        }

        Assert.Equal(2, served.Store.Statistics().Objects);
        Assert.InRange(served.Store.Statistics().BytesInUse, 500_000, 501_000);
    }

    [Fact]
    public async Task What_a_killed_process_had_is_given_back()
    {
        await using var served = new ServedStore();
        using var stored = served.Put(1, 100 * Kilobyte);
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await other.RunAsync("pin 1", $"right {100 * Kilobyte}");
        await other.RunAsync($"put 2 {100 * Kilobyte}", "done");
        await other.RunAsync("pin-own 2", $"right {100 * Kilobyte}");
        await other.RunAsync($"create 3 {100 * Kilobyte}", "done");
        other.Tell("get 4 60000");
        await WaitForCondition.HoldsAsync(() => served.Store.AwaitedObjects == 1);
        Assert.Equal(300 * Kilobyte, served.Store.Statistics().BytesPinned);

        other.Kill();

        await served.UntilAsync(static statistics => statistics is { BytesPinned: 0, Objects: 1, Aborted: 1 });
        await WaitForCondition.HoldsAsync(() => served.Store.AwaitedObjects == 0);

        // What it had pinned can be spilled again.
        using (served.Put(5, 1000 * Kilobyte))
        {
            Assert.Equal(StoredObjectState.Spilled, stored.State);
        }

        stored.Dispose();
        Assert.Equal(0, served.Store.Statistics().BytesInUse);
    }

    [Fact]
    public async Task A_creation_that_waits_gets_the_memory_of_a_process_that_is_killed()
    {
        await using var served = new ServedStore();
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await other.RunAsync($"create 1 {900 * Kilobyte}", "done");

        var creating = served.Store.CreateAsync(900 * Kilobyte, Commands.InfoOf(2)).AsTask();
        Assert.False(creating.IsCompleted);
        other.Kill();

        (await creating.Soon()).Dispose();
    }

    [Fact]
    public async Task Pins_that_are_garbage_in_another_process_are_found_when_memory_is_wanted()
    {
        await using var served = new ServedStore(time: TimeProvider.System, collects: true);
        using var stored = served.Put(1, 900 * Kilobyte);
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await other.RunAsync("pin 1", $"right {900 * Kilobyte}");
        await other.RunAsync("forget 1", "done");

        using var writer = await served.Store.CreateAsync(900 * Kilobyte, Commands.InfoOf(2)).AsTask().Soon();

        Assert.Equal(900 * Kilobyte, writer.Size);
    }

    [Fact]
    public async Task A_process_that_writes_what_it_only_reads_dies_alone()
    {
        await using var served = new ServedStore();
        using var stored = served.Put(1, 100 * Kilobyte);
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await using var bystander = await OtherProcess.StartAsync(served.Server.Path);
        await other.RunAsync("pin 1", $"right {100 * Kilobyte}");
        await bystander.RunAsync("pin 1", $"right {100 * Kilobyte}");

        other.Tell("scribble 1");
        await other.WaitForExitAsync();

        Assert.NotEqual(0, other.ExitCode);
        await bystander.RunAsync("check 1", $"right {100 * Kilobyte}");
        using var pin = stored.Pin();
        Assert.True(SeededContents.Are(pin.Span, 1));
    }

    [Fact]
    public async Task When_the_node_stops_other_processes_are_told_and_keep_what_they_pinned()
    {
        await using var served = new ServedStore();
        using var stored = served.Put(1, 100 * Kilobyte);
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await other.RunAsync("pin 1", $"right {100 * Kilobyte}");

        served.Server.Dispose();
        served.Store.Dispose();

        Assert.Contains("The node was stopped", await other.RunAsync("get 1"));
        await other.RunAsync("check 1", $"right {100 * Kilobyte}");
        await other.RunAsync("release 1", "done");
        await served.Server.Ended.Soon();
    }

    [Fact]
    public async Task What_a_process_leaves_when_it_exits_is_given_back_but_for_what_was_adopted()
    {
        await using var served = new ServedStore();
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await other.RunAsync("put 1 1000", "done");
        await other.RunAsync("put 2 1000", "done");
        await other.RunAsync("create 3 1000", "done");
        Assert.True(served.Server.TryAdopt(Commands.InfoOf(1).Id, out var adopted));

        other.EndInput();
        await other.WaitForExitAsync();

        await served.UntilAsync(static statistics => statistics.Objects == 1);
        using (adopted)
        {
            using var pin = adopted.Pin();
            Assert.True(SeededContents.Are(pin.Span, 1));
        }

        Assert.Equal(0, served.Store.Statistics().BytesInUse);
    }

    private static unsafe string OffsetOf(ServedStore served, ObjectPin pin) =>
        (pin.Pointer - served.Store.Memory.Arena.ReadPointer(0)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
