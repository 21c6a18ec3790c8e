namespace Orleans.Conformance.Lifetime;

public interface ILifetimeGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task DeactivateSoon();

    Task<Guid> DeactivateAfter(string started, string release);

    /// <summary>OnDeactivateAsync waits for this.</summary>
    Task HoldDeactivation(string begun, string release);

    Task ReportDeactivation(string signal);

    Task Delay(TimeSpan delay);
}
