namespace Orleans.Conformance.Delivery;

public interface IStuckGrain : IGrainWithStringKey
{
    Task<Guid> Stick(string started, string release);

    [ResponseTimeout("00:00:01")]
    Task<Guid> Who();
}
