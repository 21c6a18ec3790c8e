namespace Orleans.Conformance.Lifetime;

public interface ILimitedGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    /// <summary>Ends; OnDeactivateAsync then waits for its token, which the signal tells of, or throws at once.</summary>
    Task End(string tokenCancelled, bool fail);
}
