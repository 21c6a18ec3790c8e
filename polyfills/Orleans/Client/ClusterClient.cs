using Microsoft.Extensions.Hosting;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>An external client: connects when its host starts.</summary>
internal sealed class ClusterClient(
    GrainReferences references,
    GrainTypeMap types,
    LocalObjects objects,
    IServiceProvider services,
    GatewayConnections gateways,
    ClientRuntime runtime,
    TimeProvider time) : GrainFactory(references, types, objects), IClusterClient, IHostedService
{
    private const int MaxRetries = 15;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1.5);

    public IServiceProvider ServiceProvider => services;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in services.GetServices<IConfigurationValidator>())
        {
            validator.ValidateConfiguration();
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await gateways.StartAsync(cancellationToken);
                return;
            }
            catch (ConnectionFailedException exception)
            {
                if (!await ShouldRetryAsync(attempt, exception, cancellationToken))
                {
                    throw;
                }
            }
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await gateways.CloseAsync(cancellationToken);
        runtime.Calls.FailAll(message => new SiloUnavailableException($"This client has stopped; whether {message} ran is not known."));
    }

    private async Task<bool> ShouldRetryAsync(int attempt, Exception exception, CancellationToken cancellationToken)
    {
        if (services.GetService<IClientConnectionRetryFilter>() is { } filter)
        {
            return await filter.ShouldRetryConnectionAttempt(exception, cancellationToken);
        }

        if (attempt > MaxRetries)
        {
            return false;
        }

        await Task.Delay(RetryDelay * attempt, time, cancellationToken);
        return true;
    }
}
