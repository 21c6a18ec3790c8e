using Orleans.Concurrency;

namespace Orleans.Conformance.Reentrancy;

public interface IEndingGrain : IGrainWithStringKey
{
    /// <summary>Runs until a read ends it.</summary>
    [AlwaysInterleave]
    Task Hold(string started);

    Task Block(string started, string release);

    /// <summary>How many reads have run, this one included.</summary>
    [ReadOnly]
    Task<int> Read(bool endsHold);

    [AlwaysInterleave]
    Task Pass();
}
