using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Orleans.Ray.Tests.Nodes;

/// <summary>A node inside of a web application: an endpoint takes <c>IRay</c>, submits, and answers with the result.</summary>
[Collection(ProcessWideCollection.Name)]
public sealed class WebHostTests
{
    [Fact]
    public async Task A_web_application_hosts_a_node_and_its_endpoints_submit_to_it()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var (siloPort, gatewayPort) = FreePorts();
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort).AddRay(o =>
        {
            o.NumCpus = 2;
            o.NumGpus = 1;
        }));
        await using var app = builder.Build();
        app.MapPost("/score", async (int[] input, IRay ray) => await ray.GetAsync(GrainWork.Remote.Total(input.Select(x => (double)x).ToArray())));
        app.MapGet("/gpus", (IRay ray) => ray.ClusterResources()["GPU"]);
        app.MapGet("/trainers/{name}", async (string name, IGrainFactory grains, IRay ray) => await grains.GetGrain<ITrainer>(name).FitAsync(ray.Put(new[] { 1.0, 2 })));
        await app.StartAsync().Soon();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Patience.Limit };

        using var answer = await client.PostAsJsonAsync("/score", new[] { 1, 2, 3 });

        Assert.Equal(6, await answer.Content.ReadFromJsonAsync<double>());
        Assert.Equal(1, await client.GetFromJsonAsync<double>("/gpus"));
        Assert.Equal(4, await client.GetFromJsonAsync<double>("/trainers/m1"));
        await app.StopAsync().Soon();
    }

    // Both are bound at once, so that they differ.
    private static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
