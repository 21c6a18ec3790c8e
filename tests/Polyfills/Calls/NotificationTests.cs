using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Orleans.Polyfills.Calls;

public sealed class NotificationTests
{
    [Fact]
    public async Task Subscriptions_may_change_during_a_notification()
    {
        var manager = new ObserverManager<string, Action>(TimeSpan.FromMinutes(1), NullLogger.Instance);
        manager.Subscribe("a", () => manager.Unsubscribe("a"));
        manager.Subscribe("b", () => manager.Subscribe("c", static () => { }));

        await manager.Notify(static observer =>
        {
            observer();
            return Task.CompletedTask;
        });

        Assert.Equal(["b", "c"], manager.Observers.Keys.Order());
    }
}
