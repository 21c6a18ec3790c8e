using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Ray.Tasks;

namespace Orleans.Ray;

/// <summary>The embedded cluster: one silo with one node, on loopback ports that are free, inside the process that asked.</summary>
internal sealed class EmbeddedLauncher : IEmbeddedLauncher
{
    public async Task<(RayNode Node, Func<Task> Stop)> StartAsync(RayOptions options)
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

        var (siloPort, gatewayPort) = FreePorts();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .AddRay(node =>
            {
                node.NumCpus = options.NumCpus;
                node.NumGpus = options.NumGpus;
                node.Memory = options.Memory;
                node.Namespace = options.Namespace;
                foreach (var (name, amount) in options.Resources)
                {
                    node.Resources[name] = amount;
                }
            }));

        var host = builder.Build();
        try
        {
            await host.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return (host.Services.GetRequiredService<RayNode>(), () => StopAsync(host));
    }

    private static async Task StopAsync(IHost host)
    {
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

    private static (int Silo, int Gateway) FreePorts()
    {
        // Both are bound before either is let go, so that they differ.
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }

    /// <summary>Leaves Ctrl+C and the process's end to the program that embeds the node.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
