using Orleans.Concurrency;

namespace Orleans.Conformance.Streams;

public interface IStreamGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int count);

    /// <summary>Sets the signal when it begins, not when it is called.</summary>
    IAsyncEnumerable<int> Announce(string begun);

    /// <summary>Yields the numbers, then waits for ever; sets the signals when its token is cancelled and when it is left.</summary>
    IAsyncEnumerable<int> CountThenWait(int count, string cancelled, string left, CancellationToken cancellationToken = default);

    /// <summary>Yields a number when the signal is set.</summary>
    IAsyncEnumerable<int> Wait(string started, string release);

    IAsyncEnumerable<int> FailAfter(int count, bool known);

    IAsyncEnumerable<Item> Items(Item first);

    IAsyncEnumerable<T> Repeat<T>(T value, int times);

    IAsyncEnumerable<string?> Contexts(string key);

    IAsyncEnumerable<int> Unserializable();

    Task<int> Add(int value);

    Task Block(string started, string release);

    Task Deactivate();

    /// <summary>Yields, for each element, how many have been made.</summary>
    IAsyncEnumerable<int> Made();

    [AlwaysInterleave]
    Task<int> MadeSoFar();
}
