using Orleans.Concurrency;

namespace Orleans.Conformance.Reentrancy;

public interface IPathGrain : IGrainWithStringKey
{
    /// <summary>Calls the first of the others with the rest of them, or answers when there is none.</summary>
    [ResponseTimeout("00:00:01")]
    Task<int> Walk(List<IPathGrain> others, bool allow);

    /// <summary>Opens a section, closes it again, and only then goes on with the walk.</summary>
    Task<int> WalkAfterSection(List<IPathGrain> others);

    /// <summary>Holds a section open around a call that waits.</summary>
    Task HoldOpen(IPathGrain other, string started, string release);

    Task Block(string started, string release);

    [ResponseTimeout("00:00:00.200")]
    Task Touch();

    [AlwaysInterleave]
    Task<Guid> ReentrancyId();

    Task<bool> HasOwnReentrancyId();
}
