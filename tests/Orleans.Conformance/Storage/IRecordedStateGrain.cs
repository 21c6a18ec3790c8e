using Orleans.Runtime;

namespace Orleans.Conformance.Storage;

public interface IRecordedStateGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task<int> Number();

    Task Set(int number);

    /// <summary>Starts these operations without waiting for any of them: a number is a write of it, "read" and "clear" what they say.</summary>
    Task<string[]> Run(string[] operations);

    /// <summary>The names of the exceptions that operations outside of the grain's turns end in.</summary>
    Task<string[]> UseElsewhere();

    /// <summary>What RecordExists was, by when it was asked.</summary>
    Task<Dictionary<string, string>> Moments();

    Task<string> Etag();

    Task Move();
}
