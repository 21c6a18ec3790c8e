using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Conformance.Processes;
using Orleans.Hosting;

// Arguments: silo port, gateway port, silo port of the primary, and the seconds that a stop may take.
var numbers = args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).ToArray();

// The input stays open as long as the process that started this one lives, however that ends.
_ = Task.Run(() =>
{
    while (Console.In.Read() >= 0)
    {
    }

    Environment.Exit(1);
});

var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(numbers[3]));
builder.UseOrleans(silo => silo
    .UseLocalhostClustering(numbers[0], numbers[1], new IPEndPoint(IPAddress.Loopback, numbers[2]))
    .Configure<Orleans.Configuration.ClusterMembershipOptions>(FastDetection.Configure));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("started");
await host.WaitForShutdownAsync();
