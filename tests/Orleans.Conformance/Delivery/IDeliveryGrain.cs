using Orleans.Concurrency;

namespace Orleans.Conformance.Delivery;

public interface IDeliveryGrain : IGrainWithStringKey
{
    [OneWay]
    Task OneWay(string started, string release);

    void Void(string started, string release);

    [OneWay]
    Task FailOneWay(string started);

    [ResponseTimeout("00:00:01")]
    Task Slow(string started, string release, string ended);

    Task Cancellable(string started, string cancelled, CancellationToken token);

    Task<int> WithToken(int value, CancellationToken token);

    Task Block(string started, string release);

    Task<int> Count();

    Task Increment();

    Task ThrowSystem();

    Task ThrowSynchronously();

    Task ThrowKnown();

    Task ThrowUnknown();

    Task ThrowKept();

    ValueTask<int> ThrowFromValueTask();

    Task<DeliveryException> ReturnException();
}
