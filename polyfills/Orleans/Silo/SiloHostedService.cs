using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed partial class SiloHostedService(IServiceProvider services, SiloLifecycleSubject lifecycle, LocalSiloDetails silo, ILogger<SiloHostedService> logger) : IHostedService
{
    private bool _isStarted;
    private Silo? _silo;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in services.GetServices<IConfigurationValidator>())
        {
            validator.ValidateConfiguration();
        }

        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(lifecycle);
        }

        try
        {
            _isStarted = true;
            await lifecycle.OnStart(cancellationToken);
        }
        catch
        {
            // What has started must not be left behind: the host does not stop a service that failed to start.
            await lifecycle.OnStop(CancellationToken.None);
            _isStarted = false;
            throw;
        }

        _silo = services.GetRequiredService<Silo>();
        _silo.OnStarted(this);
        LogStarted(logger, silo.Name, silo.SiloAddress);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_isStarted)
        {
            _isStarted = false;
            await lifecycle.OnStop(cancellationToken);
            _silo?.OnTerminated();
            LogStopped(logger, silo.Name, silo.SiloAddress);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Name} at {Address} has started.")]
    private static partial void LogStarted(ILogger logger, string name, SiloAddress address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Name} at {Address} has stopped.")]
    private static partial void LogStopped(ILogger logger, string name, SiloAddress address);
}
