namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that reports its graceful end, asynchronously.</summary>
[RayActor]
internal sealed partial class AsyncGuest(string departure) : IAsyncDisposable
{
    public int Ping() => 1;

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Departure.Report(departure);
    }
}
