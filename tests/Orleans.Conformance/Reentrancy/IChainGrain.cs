namespace Orleans.Conformance.Reentrancy;

public interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Calls the other, which calls back.</summary>
    Task<string> There(IChainGrain other, bool allow, bool suppress);

    Task<string> AndBack(IChainGrain caller, bool suppress);

    [ResponseTimeout("00:00:02")]
    Task<string> Answer();
}
