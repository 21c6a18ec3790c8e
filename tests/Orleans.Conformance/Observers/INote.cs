using Orleans.Concurrency;

namespace Orleans.Conformance.Observers;

public interface INote : IGrainObserver
{
    void Told(string signal);

    Task Done(string signal);

    Task<int> Double(int value);

    ValueTask<int> Triple(int value);

    Task<string?> ReadContext(string key);

    Task Fail(string message);

    Task Block(string started, string release);

    [AlwaysInterleave]
    Task Interleave();

    [ResponseTimeout("00:00:01")]
    Task<int> DoubleSoon(int value);

    /// <summary>Adds to the list and keeps it.</summary>
    Task Add(List<int> values);

    Task<int> AskGrain(string grain, int value);
}
