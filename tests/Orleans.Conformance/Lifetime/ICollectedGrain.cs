namespace Orleans.Conformance.Lifetime;

public interface ICollectedGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task Delay(TimeSpan delay);

    Task Block(string started, string release);
}
