namespace Orleans.Runtime;

public sealed class Silo : IAsyncDisposable, IDisposable
{
    public const string PrimarySiloName = "Primary";

    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILocalSiloDetails _details;
    private readonly IServiceProvider _services;
    private volatile SiloHostedService? _running;

    [Obsolete("Silos are made by their host.")]
    public Silo(ILocalSiloDetails siloDetails, IServiceProvider services)
    {
        _details = siloDetails;
        _services = services;
    }

    public SiloAddress SiloAddress => _details.SiloAddress;

    public Task SiloTerminated => _terminated.Task;

    public Task StartAsync(CancellationToken cancellationToken) => _services.GetRequiredService<SiloHostedService>().StartAsync(cancellationToken);

    public void Stop()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        StopAsync(cancellation.Token).GetAwaiter().GetResult();
    }

    public Task StopAsync(CancellationToken cancellationToken) => _running?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Called with the services' own disposal too. A silo whose host was not stopped first is killed then: its ports are free
    /// afterwards, and nothing of it goes on.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            using var cancellation = new CancellationTokenSource();
            await cancellation.CancelAsync();
            await StopAsync(cancellation.Token);
        }
    }

    public void Dispose()
    {
        if (_running is not null)
        {
            Stop();
        }
    }

    internal void OnStarting(SiloHostedService service) => _running = service;

    internal void OnTerminated()
    {
        _running = null;
        _terminated.TrySetResult();
    }
}
