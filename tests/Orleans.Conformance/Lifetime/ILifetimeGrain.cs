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

    /// <summary>Asks for its end with two reasons, one after the other.</summary>
    Task DeactivateTwice();
}
