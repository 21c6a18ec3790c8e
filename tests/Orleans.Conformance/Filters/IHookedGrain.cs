using Orleans.Concurrency;

namespace Orleans.Conformance.Filters;

public interface IHookedGrain : IGrainWithStringKey
{
    Task<string> Echo(string text, int number);

    Task Nothing();

    Task<string?> Context(string key);

    Task<T> Generic<T>(T value);

    IAsyncEnumerable<int> Count(int count);

    Task Tick(string ticked);

    [OneWay]
    Task OneWay(string ran);

    Task<string> Call(IHookedGrain other, string text);
}
