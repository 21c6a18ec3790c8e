using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Utilities;

namespace Orleans.Conformance.Observers;

public sealed class ObserverManagerTests
{
    private static readonly TimeSpan Expiration = TimeSpan.FromMinutes(1);

    private readonly ObserverManager<string, Action<string>> _manager = new(Expiration, NullLogger.Instance);
    private readonly List<string> _heard = [];
    private DateTime _now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ObserverManagerTests() => _manager.GetDateTime = () => _now;

    [Fact]
    public async Task Subscribers_are_notified_until_they_unsubscribe()
    {
        Subscribe("a");
        Subscribe("b");
        await _manager.Notify(Tell);
        _manager.Unsubscribe("a");
        await _manager.Notify(Tell);
        _manager.Unsubscribe("nobody");

        Assert.Equal(["a", "b", "b"], _heard.Order());
        Assert.Equal(1, _manager.Count);
    }

    [Fact]
    public void A_notification_may_be_synchronous()
    {
        Subscribe("a");
        Subscribe("b");

        _manager.Notify(observer => observer("x"));

        Assert.Equal(["a", "b"], _heard.Order());
    }

    [Fact]
    public async Task A_predicate_chooses()
    {
        Subscribe("a");
        Subscribe("b");
        var chosen = _manager.Observers["b"];

        await _manager.Notify(Tell, observer => observer == chosen);
        _manager.Notify(observer => observer("x"), observer => observer == chosen);

        Assert.Equal(["b", "b"], _heard);
        Assert.Equal(2, _manager.Count);
    }

    [Fact]
    public async Task One_that_fails_is_dropped_and_the_others_hear_all_the_same()
    {
        _manager.Subscribe("bad", _ => throw new InvalidOperationException());
        Subscribe("good");

        await _manager.Notify(Tell);

        Assert.Equal(["good"], _heard);
        Assert.Equal(["good"], _manager.Observers.Keys);

        _manager.Subscribe("bad", _ => throw new InvalidOperationException());
        _manager.Notify(observer => observer("x"));

        Assert.Equal(["good"], _manager.Observers.Keys);
    }

    [Fact]
    public async Task One_that_fails_later_is_dropped_too()
    {
        Subscribe("a");
        var failing = new TaskCompletionSource();
        var notified = _manager.Notify(_ => failing.Task);
        Assert.Equal(1, _manager.Count);

        failing.SetException(new InvalidOperationException());
        await notified;

        Assert.Equal(0, _manager.Count);
    }

    [Fact]
    public async Task A_subscription_expires_unless_it_is_renewed()
    {
        Subscribe("renewed");
        Subscribe("forgotten");
        _now += Expiration / 2;
        Subscribe("renewed");
        _now += (Expiration / 2) + TimeSpan.FromSeconds(1);

        await _manager.Notify(Tell);

        Assert.Equal(["renewed"], _heard);
        Assert.Equal(["renewed"], _manager.Observers.Keys);
    }

    [Fact]
    public void Expired_subscriptions_can_be_cleared_without_a_notification()
    {
        Subscribe("a");
        _now += Expiration + TimeSpan.FromSeconds(1);
        _manager.ExpirationDuration = Expiration * 2;
        _manager.ClearExpired();
        Assert.Equal(1, _manager.Count);

        _manager.ExpirationDuration = Expiration;
        _manager.ClearExpired();

        Assert.Equal(0, _manager.Count);
    }

    [Fact]
    public void An_identity_has_one_observer_and_all_can_be_cleared_and_enumerated()
    {
        Subscribe("a");
        Action<string> second = _ => _heard.Add("second");
        _manager.Subscribe("a", second);
        Assert.Equal([second], _manager);

        _manager.Clear();

        Assert.Empty(_manager);
    }

    [Fact]
    public void The_identity_is_the_reference_where_none_is_given()
    {
        ObserverManager<INote> manager = new(Expiration, NullLogger.Instance);

        Assert.IsAssignableFrom<ObserverManager<IAddressable, INote>>(manager);
        Assert.Equal(Expiration, manager.ExpirationDuration);
        Assert.Equal(0, manager.Count);
    }

    private void Subscribe(string name) => _manager.Subscribe(name, _ => _heard.Add(name));

    private static Task Tell(Action<string> observer)
    {
        observer("x");
        return Task.CompletedTask;
    }
}
