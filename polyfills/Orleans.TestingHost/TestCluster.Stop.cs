namespace Orleans.TestingHost;

/// <content>Stopping and restarting.</content>
public partial class TestCluster
{
    /// <summary>The primary last: with it goes the membership table.</summary>
    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    public Task StopAllSilosAsync() => StopAllSilosAsync(CancellationToken.None);

    public async Task StopAllSilosAsync(CancellationToken cancellationToken)
    {
        await StopClusterClientAsync(cancellationToken);
        await StopSecondarySilosAsync(cancellationToken);
        await StopPrimarySiloAsync(cancellationToken);
    }

    public Task StopSecondarySilosAsync() => StopSecondarySilosAsync(CancellationToken.None);

    public async Task StopSecondarySilosAsync(CancellationToken cancellationToken)
    {
        foreach (var silo in SecondarySilos)
        {
            await StopSiloAsync(silo, cancellationToken);
        }
    }

    public Task StopPrimarySiloAsync() => StopPrimarySiloAsync(CancellationToken.None);

    public Task StopPrimarySiloAsync(CancellationToken cancellationToken) => Primary is { } primary ? StopSiloAsync(primary, cancellationToken) : Task.CompletedTask;

    public Task StopClusterClientAsync() => StopClusterClientAsync(CancellationToken.None);

    public async Task StopClusterClientAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _client, null) is { } client)
        {
            await client.StopAsync(cancellationToken);
            client.Dispose();
        }
    }

    public Task KillClientAsync() => StopClusterClientAsync(new CancellationToken(canceled: true));

    public Task StopSiloAsync(SiloHandle instance) => StopSiloAsync(instance, CancellationToken.None);

    /// <summary>Stops it in order: its grains are told, and the silo leaves <see cref="Silos"/>.</summary>
    public Task StopSiloAsync(SiloHandle instance, CancellationToken cancellationToken) => RemoveAsync(instance, stopGracefully: true, cancellationToken);

    public Task KillSiloAsync(SiloHandle instance) => KillSiloAsync(instance, CancellationToken.None);

    /// <summary>Stops it with a token that is cancelled already: its grains are not told, but the cluster is. This is no crash.</summary>
    public Task KillSiloAsync(SiloHandle instance, CancellationToken cancellationToken) => RemoveAsync(instance, stopGracefully: false, cancellationToken);

    /// <summary>Stops it in order and starts one of the same name at the same ports.</summary>
    public async Task<SiloHandle?> RestartSiloAsync(SiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance);
        return Add(await StartSiloAsync(instance.InstanceNumber, Options, null, startSiloOnNewPort: instance.InstanceNumber >= Options.InitialSilosCount));
    }

    public async Task<SiloHandle> RestartStoppedSecondarySiloAsync(string siloName)
    {
        ArgumentNullException.ThrowIfNull(siloName);
        var number = siloName.LastIndexOf('_') is var separator and >= 0 && int.TryParse(siloName.AsSpan(separator + 1), out var parsed)
            ? parsed
            : throw new ArgumentException($"'{siloName}' is not the name of a secondary silo: those are Secondary_1, Secondary_2 and so on.", nameof(siloName));
        return Add(await StartSiloAsync(number, Options, null, startSiloOnNewPort: number >= Options.InitialSilosCount));
    }

    private async Task RemoveAsync(SiloHandle instance, bool stopGracefully, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Log($"Stopping silo {instance.Name} at {instance.SiloAddress}, {(stopGracefully ? "in order" : "at once")}.");
        await instance.StopSiloAsync(stopGracefully, cancellationToken);
        await instance.DisposeAsync();
        lock (_gate)
        {
            _silos.Remove(instance);
            if (ReferenceEquals(Primary, instance))
            {
                Primary = null;
            }
        }
    }
}
