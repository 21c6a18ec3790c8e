using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Ray.Tasks;

namespace Orleans.Ray;

/// <summary>The embedded cluster: one silo with one node, on loopback ports that are free, inside the process that asked.</summary>
internal sealed class EmbeddedLauncher : IEmbeddedLauncher
{
    private const int Attempts = 5;

    public async Task<(RayNode Node, Func<Task> Stop)> StartAsync(RayOptions options)
    {
        // No other node joins.
        options.InfeasibleTimeout ??= TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartOnceAsync(options).ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < Attempts && IsAddressInUse(exception))
            {
                // Between the search for free ports and the start another process has taken one.
            }
        }
    }

    private static bool IsAddressInUse(Exception exception) =>
        exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (exception.InnerException is { } inner && IsAddressInUse(inner));

    private static async Task<(RayNode Node, Func<Task> Stop)> StartOnceAsync(RayOptions options)
    {
        // An empty builder: the embedding program's settings, arguments and environment are its own.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        if (options.ConfigureLogging is { } configure)
        {
            builder.Services.AddLogging(configure);
        }
        else
        {
            builder.Services.AddLogging(static logging => logging
                .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                .SetMinimumLevel(LogLevel.Warning));
        }

        builder.Services.AddSingleton(Options.Create(options));
        var ports = PortPair.Take();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports.Silo, ports.Gateway)
            .AddRay());

        var host = builder.Build();
        try
        {
            await host.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            host.Dispose();
            ports.Dispose();
            throw;
        }

        return (host.Services.GetRequiredService<RayNode>(), () => StopAsync(host, ports));
    }

    private static async Task StopAsync(IHost host, PortPair ports)
    {
        using var held = ports;
        await host.StopAsync().ConfigureAwait(false);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }

    /// <summary>Leaves Ctrl+C and the process's end to the program that embeds the node.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
