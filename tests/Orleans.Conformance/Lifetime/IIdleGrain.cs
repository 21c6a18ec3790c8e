namespace Orleans.Conformance.Lifetime;

public interface IIdleGrain : IGrainWithStringKey
{
    /// <summary>Sets the signal, with the reason, when it deactivates.</summary>
    Task<Guid> ReportDeactivation(string reported);

    Task Delay(TimeSpan delay);

    Task Tick(bool keepAlive);

    Task Block(string started, string release);
}
