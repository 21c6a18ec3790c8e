namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that reports where its dispose method ran.</summary>
[RayActor]
internal sealed partial class Locator(string report) : IAsyncDisposable
{
    public int Ping() => 1;

    public ValueTask DisposeAsync()
    {
        Parcel<Whereabouts>.Deliver(report, Whereabouts.Now());
        return default;
    }
}
