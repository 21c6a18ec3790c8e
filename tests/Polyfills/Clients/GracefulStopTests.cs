using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfills.Calls;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

/// <summary>
/// A client calls without a pause while one of two silos after the other stops in an orderly way. <c>ORLEANS_STOP_ROUNDS</c> says how often.
/// </summary>
public sealed class GracefulStopTests
{
    private const int DefaultRounds = 2;
    private const int Callers = 8;
    private const int Keys = 50;

    // Far more than any of it takes, and far less than the response time-out.
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_call_waits_for_its_time_out(bool overSockets)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo.Services, overSockets));
        builder.ConfigureClient(client =>
        {
            Configure(client.Services, overSockets);
            client.Configure<ConnectionOptions>(static options => options.ConnectionRetryDelay = TimeSpan.FromMilliseconds(20));
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        using var stop = new CancellationTokenSource();
        var problems = new ConcurrentQueue<string>();
        var (calls, refusals) = (0, 0);
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; !stop.IsCancellationRequested; i++)
            {
                var began = Stopwatch.GetTimestamp();
                var call = cluster.Client.GetGrain<IBlockingGrain>(Key(i % Keys)).Next(i);
                try
                {
                    if (await call.WaitAsync(CallLimit) != i + 1)
                    {
                        problems.Enqueue($"call {i} got the answer to another");
                    }

                    Interlocked.Increment(ref calls);
                }
                catch (Exception exception) when (exception is OrleansMessageRejectionException or SiloUnavailableException)
                {
                    Interlocked.Increment(ref refusals);
                }
                catch (Exception exception)
                {
                    problems.Enqueue($"call {i} to {Key(i % Keys)} ended after {Stopwatch.GetElapsedTime(began)} with {exception.GetType().Name}: {exception.Message}");
                }
            }
        })).ToArray();

        for (var round = 0; round < Rounds && problems.IsEmpty; round++)
        {
            var before = Volatile.Read(ref calls);
            await cluster.StopSiloAsync(cluster.Silos[round % 2]).WaitAsync(Patience);
            await cluster.StartAdditionalSiloAsync().WaitAsync(Patience);

            // Some on the new silo, too.
            while (Volatile.Read(ref calls) < before + (4 * Keys) && problems.IsEmpty)
            {
                await Task.Yield();
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        Assert.True(problems.IsEmpty, $"{calls} calls, {refusals} refused:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Take(20))}{Environment.NewLine}{cluster.GetLog()}");
    }

    private static int Rounds => Environment.GetEnvironmentVariable("ORLEANS_STOP_ROUNDS") is { Length: > 0 } rounds ? int.Parse(rounds, CultureInfo.InvariantCulture) : DefaultRounds;

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"stop{number}");

    private static void Configure(IServiceCollection services, bool overSockets)
    {
        if (overSockets)
        {
            services.AddSingleton<ITransport, TcpTransport>();
        }
    }
}
