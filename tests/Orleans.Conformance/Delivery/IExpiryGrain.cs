using Orleans.Concurrency;

namespace Orleans.Conformance.Delivery;

public interface IExpiryGrain : IGrainWithStringKey
{
    Task Block(string started, string release);

    [ResponseTimeout("00:00:00.200")]
    Task Impatient(string ran);

    Task Mark(string ran);

    [OneWay]
    Task MarkOneWay(string ran);

    /// <summary>The token is not the last parameter.</summary>
    [ResponseTimeout("00:00:02")]
    Task<int> Wait(string started, CancellationToken token, string cancelled, string release);

    /// <summary>Returns when its token is cancelled and the signal is set.</summary>
    Task<string> WaitStubbornly(string started, string cancelled, string release, CancellationToken token);

    Task<int> Quick(int value, CancellationToken token);
}
