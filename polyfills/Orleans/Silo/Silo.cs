namespace Orleans.Runtime;

public sealed class Silo : IAsyncDisposable, IDisposable
{
    public const string PrimarySiloName = "Primary";

    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILocalSiloDetails _details;
    private readonly IServiceProvider _services;
    private volatile bool _isRunning;

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

    public Task StopAsync(CancellationToken cancellationToken) => _services.GetRequiredService<SiloHostedService>().StopAsync(cancellationToken);

    /// <summary>Called with the services' own disposal too, when the host has stopped the silo, or never started it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isRunning)
        {
            using var cancellation = new CancellationTokenSource();
            await cancellation.CancelAsync();
            await StopAsync(cancellation.Token);
        }
    }

    public void Dispose()
    {
        if (_isRunning)
        {
            Stop();
        }
    }

    internal void OnStarted() => _isRunning = true;

    internal void OnTerminated()
    {
        _isRunning = false;
        _terminated.TrySetResult();
    }
}
