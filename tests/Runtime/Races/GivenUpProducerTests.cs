using Orleans.Ray.Streams;

namespace Orleans.Ray.Tests.Races;

/// <summary>What becomes late of an attempt of a stream that another attempt has taken the place of.</summary>
public sealed class GivenUpProducerTests
{
    [Fact]
    public async Task A_late_cancel_of_the_attempt_before_does_not_let_the_new_one_run_ahead()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var busy = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        await using var stream = Flows.Remote.HandOn(0, 3, new TaskOptions { GeneratorBackpressureNumObjects = 1 });
        var items = (ItemStream<int>)stream.UntypedItems;
        var room = items.Add(items.BeginAttempt(), 0, 0)!;
        var roomOfTheNext = items.Add(items.BeginAttempt(), 0, 0)!;

        room.StopWaiting();

        Assert.True(room.IsReady);
        Assert.False(roomOfTheNext.IsReady);
        roomOfTheNext.StopWaiting();
        Assert.True(roomOfTheNext.IsReady);
        gate.Open();
        await busy.Soon();
    }
}
