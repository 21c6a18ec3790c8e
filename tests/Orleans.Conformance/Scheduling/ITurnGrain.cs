using Orleans.Concurrency;

namespace Orleans.Conformance.Scheduling;

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Awaits a few times; returns how many calls were inside at once, at most.</summary>
    Task<int> Overlap();

    Task Append(int value);

    Task<List<int>> Appended();

    Task<List<string>> Schedulers();

    Task Block(string started, string release);

    Task<int> Sync(int value);

    [AlwaysInterleave]
    Task<string> Peek();
}
