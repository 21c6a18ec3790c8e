using Orleans.Polyfills.Membership.Simulation;
using Orleans.Runtime;

namespace Orleans.Polyfills.Calls;

public sealed class HeldCancellationsTests : IDisposable
{
    private readonly SimClock _clock = new();
    private readonly List<(TimeSpan At, Message Cancel)> _sent = [];
    private readonly HeldCancellations _held;
    private bool _isFound;

    public HeldCancellationsTests() => _held = new HeldCancellations(_clock, cancel =>
    {
        _sent.Add((_clock.Elapsed, cancel));
        if (!_isFound)
        {
            _held!.Hold(cancel);
        }
    });

    [Fact]
    public void A_cancellation_that_finds_nothing_is_tried_three_times_more_and_then_dropped()
    {
        _held.Hold(Cancel(1));
        RunOut();

        Assert.Equal([1, 2, 3], _sent.Select(sent => (int)sent.At.TotalSeconds));
        Assert.False(_held.TryTake(Request(1)));
    }

    [Fact]
    public void A_cancellation_that_finds_its_request_is_not_tried_again()
    {
        _held.Hold(Cancel(1));
        _isFound = true;
        RunOut();

        Assert.Single(_sent);
        Assert.False(_held.TryTake(Request(1)));
    }

    [Fact]
    public void A_request_that_comes_later_is_taken_once()
    {
        _held.Hold(Cancel(1));
        _held.Hold(Cancel(2));

        Assert.False(_held.TryTake(Request(3)));
        Assert.True(_held.TryTake(Request(1)));
        Assert.False(_held.TryTake(Request(1)));
        Assert.True(_held.TryTake(Request(2)));
        RunOut();

        Assert.Empty(_sent);
    }

    [Fact]
    public void A_grain_that_calls_from_another_silo_by_now_has_other_ids()
    {
        _held.Hold(Cancel(1));

        Assert.False(_held.TryTake(Request(1, silo: 2)));
        Assert.False(_held.TryTake(Request(1, sender: "another")));
        Assert.False(_held.TryTake(Request(1, direction: MessageDirection.OneWay)));
        Assert.True(_held.TryTake(Request(1)));
    }

    [Fact]
    public void A_clients_request_may_come_through_any_gateway()
    {
        var client = GrainId.Create(WellKnownGrainTypes.Client, "client");
        var cancel = Cancel(1);
        cancel.SendingGrain = client;
        var request = Request(1, silo: 2);
        request.SendingGrain = client;

        _held.Hold(cancel);

        Assert.True(_held.TryTake(request));
    }

    [Fact]
    public void Holding_again_after_all_have_gone_starts_the_clock_again()
    {
        _held.Hold(Cancel(1));
        RunOut();
        _sent.Clear();

        _held.Hold(Cancel(2));
        RunOut();

        Assert.Equal(3, _sent.Count);
    }

    public void Dispose() => _held.Dispose();

    private static Message Cancel(long id) => Request(id, direction: MessageDirection.Cancel);

    private static Message Request(long id, string sender = "sender", int silo = 1, MessageDirection direction = MessageDirection.Request) => new()
    {
        Direction = direction,
        Id = id,
        SendingGrain = GrainId.Create("grain", sender),
        SendingSilo = SiloAddress.New(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 11111), silo),
    };

    private void RunOut()
    {
        // When no timer is armed any more, nothing is held.
        for (var i = 0; _clock.Advance(); i++)
        {
            Assert.True(i < 100, "The timer goes on for ever.");
        }
    }
}
