using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime;

/// <summary>Starts and stops the silo with its host.</summary>
/// <remarks>
/// A stop that comes while the silo is starting cancels the start, which undoes what it has done and fails; the stop ends with that. A
/// stage whose start does not heed its token holds up both.
/// </remarks>
internal sealed partial class SiloHostedService(IServiceProvider services, SiloLifecycleSubject lifecycle, LocalSiloDetails silo, ILogger<SiloHostedService> logger) : IHostedService
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _startCancellation = new();
    private Task _start = Task.CompletedTask;
    private CancellationToken _stopToken;
    private bool _isStarted;
    private bool _mayStart = true;
    private Silo? _silo;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _start = ended.Task;
        }

        return StartAsync(ended, cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        bool wasStarted;
        Task start;
        lock (_gate)
        {
            (wasStarted, _isStarted) = (_isStarted, false);
            start = _start;
            _mayStart = start.IsCompleted;
            _stopToken = cancellationToken;
        }

        if (wasStarted)
        {
            await lifecycle.OnStop(cancellationToken);
            OnTerminated();
        }
        else if (!start.IsCompleted)
        {
            await _startCancellation.CancelAsync();
            await start;
        }
    }

    private async Task StartAsync(TaskCompletionSource ended, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var validator in services.GetServices<IConfigurationValidator>())
            {
                validator.ValidateConfiguration();
            }

            foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
            {
                participant.Participate(lifecycle);
            }

            _silo = services.GetRequiredService<Silo>();
            _silo.OnStarting(this);
            await StartStagesAsync(cancellationToken);
            LogStarted(logger, silo.Name, silo.SiloAddress);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private async Task StartStagesAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _startCancellation.Token);
        try
        {
            await lifecycle.OnStart(either.Token);
            lock (_gate)
            {
                either.Token.ThrowIfCancellationRequested();

                if (!_mayStart)
                {
                    // The stop cancels the token only after it has looked whether the silo has started.
                    throw new OperationCanceledException("The silo was stopped while it started.");
                }

                _isStarted = true;
            }
        }
        catch
        {
            // What has started must not be left behind: the host does not stop a service that failed to start.
            await lifecycle.OnStop(_stopToken);
            OnTerminated();
            throw;
        }
    }

    private void OnTerminated()
    {
        _silo!.OnTerminated();
        LogStopped(logger, silo.Name, silo.SiloAddress);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Name} at {Address} has started.")]
    private static partial void LogStarted(ILogger logger, string name, SiloAddress address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Name} at {Address} has stopped.")]
    private static partial void LogStopped(ILogger logger, string name, SiloAddress address);
}
