using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;

namespace Orleans.Ray.Tests.Store;

/// <summary>Typed values that one process puts and another reads, with a process or the node ending in between.</summary>
public sealed class ValueProcessTests
{
    private const long Capacity = 8 << 20;

    public static TheoryData<string> Kinds => [.. SampleValue.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_the_node_put_another_process_reads_in_place(string kind)
    {
        await using var served = new ServedStore(Capacity);
        using var values = SampleValueStore.Over(served.Store);
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        using var stored = SampleValue.All[kind].Put(values, 1, Commands.InfoOf(1));
        var before = served.Store.Statistics();

        await other.RunAsync($"read-value 1 {kind}", $"right {Read(served, values, kind, 1)}");

        var after = served.Store.Statistics();
        Assert.Equal((1, before.BytesInUse, 1), (after.Objects, after.BytesInUse, after.Created));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_one_process_put_the_node_and_a_third_read_in_place(string kind)
    {
        await using var served = new ServedStore(Capacity);
        using var values = SampleValueStore.Over(served.Store);
        await using var writer = await OtherProcess.StartAsync(served.Server.Path);
        await using var reader = await OtherProcess.StartAsync(served.Server.Path);

        await writer.RunAsync($"put-value 1 {kind}", "done");
        await reader.RunAsync($"read-value 1 {kind}", $"right {Read(served, values, kind, 1)}");

        Assert.Equal((1, 1), (served.Store.Statistics().Objects, served.Store.Statistics().Created));
    }

    [Fact]
    public async Task A_reader_that_is_killed_gives_its_views_back_and_leaves_those_of_others()
    {
        await using var served = new ServedStore(Capacity);
        using var values = SampleValueStore.Over(served.Store);
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await using var bystander = await OtherProcess.StartAsync(served.Server.Path);
        using var stored = SampleValue.All["table"].Put(values, 1, Commands.InfoOf(1));
        await other.RunAsync("read-value 1 table");
        var seen = await bystander.RunAsync("read-value 1 table");
        Assert.Equal(2, served.Store.List().Single().Pins);

        other.Kill();

        await WaitForCondition.HoldsAsync(() => served.Store.List().Single().Pins == 1);
        await bystander.RunAsync("check-value 1", seen);
    }

    [Fact]
    public async Task What_a_writer_put_before_it_was_killed_is_whole_or_is_not_there()
    {
        await using var served = new ServedStore(Capacity);
        using var values = SampleValueStore.Over(served.Store);
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        await other.RunAsync("put-value 1 model", "done");
        await other.RunAsync("put-value 2 batch", "done");
        Assert.True(served.Server.TryAdopt(Commands.InfoOf(1).Id, out var adopted));

        // There is no room for the third, and nothing that could be spilled for it: the writer dies in the middle of its put.
        using (served.Get(1))
        using (served.Get(2))
        using (var rest = served.Store.Create(Capacity - served.Store.Statistics().BytesInUse - 4096, Commands.InfoOf(9)))
        {
            other.Tell("put-value 3 ndarray");
            await served.UntilAsync(static statistics => statistics.Waiting == 1);
            other.Kill();
            await served.UntilAsync(static statistics => statistics.Waiting == 0);
        }

        using (adopted)
        {
            Read(served, values, "model", 1);
        }

        await served.UntilAsync(static statistics => statistics is { Objects: 0, BytesInUse: 0, Waiting: 0 });
        Assert.Throws<KeyNotFoundException>(() => served.Get(2));
        Assert.Throws<KeyNotFoundException>(() => served.Get(3));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task When_the_node_stops_a_reader_keeps_what_it_has_read(string kind)
    {
        await using var served = new ServedStore(Capacity);
        using var values = SampleValueStore.Over(served.Store);
        using var stored = SampleValue.All[kind].Put(values, 1, Commands.InfoOf(1));
        await using var other = await OtherProcess.StartAsync(served.Server.Path);
        var seen = await other.RunAsync($"read-value 1 {kind}");

        served.Server.Dispose();
        served.Store.Dispose();

        await other.RunAsync("check-value 1", seen);
        Assert.Contains("The node was stopped", await other.RunAsync($"read-value 1 {kind}"), StringComparison.Ordinal);
        await other.RunAsync("check-value 1", seen);

        // What it forgot to give back its exit gives back.
        other.EndInput();
        await other.WaitForExitAsync();
        await served.Server.Ended.Soon();
    }

    /// <summary>Reads a value here, as the other process does; says where it lies.</summary>
    private static string Read(ServedStore served, ValueStore values, string kind, long number)
    {
        var place = ReadAndLetGo(served, values, kind, number);

        // A table can only be left to the collector.
        StoreUnderTest.CollectGarbage();
        return place;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe string ReadAndLetGo(ServedStore served, ValueStore values, string kind, long number)
    {
        var value = SampleValue.All[kind].Read(values, served.Get(number));
        Assert.True(SampleValue.All[kind].Is(value, number));
        var place = SampleValue.All[kind].AddressIn(value) - (nint)served.Store.Memory.Arena.ReadPointer(0);
        if (place is { } offset)
        {
            Assert.InRange(offset, 0, (nint)Capacity);
        }

        (value as IDisposable)?.Dispose();
        (value as SampleModel)?.Grid!.Dispose();
        return place?.ToString(CultureInfo.InvariantCulture) ?? "copied";
    }
}
