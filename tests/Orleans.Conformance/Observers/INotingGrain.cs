using Orleans.Runtime;

namespace Orleans.Conformance.Observers;

/// <summary>Calls the observer that it keeps.</summary>
public interface INotingGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task Keep(INote note);

    Task<INote> Kept();

    Task<bool> KeepsTheSameAs(INote note);

    Task Tell(string signal);

    Task<int> Double(int value);

    Task<int> Triple(int value);

    Task<string?> ReadContext(string key);

    Task Fail(string message);

    Task Block(string started, string release);

    Task Interleave();

    Task<int> DoubleSoon(int value);

    Task<List<int>> Add(List<int> values);

    Task<int> AskGrain(string grain, int value);

    Task<int> Square(int value);

    Task CreateReference();

    Task DeleteReference(INote note);

    Task PassRaw();
}
