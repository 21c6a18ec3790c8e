using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;

namespace Orleans.Polyfills.Clients;

/// <summary>A call of an absent client that is to be kept for it at the moment at which the client is back at another gateway.</summary>
public sealed class MovingClientTests(PagingClusterFixture fixture) : IClassFixture<PagingClusterFixture>
{
    private static readonly AsyncLocal<Action?> OnSerializing = new();

    private IServiceProvider First => fixture.Cluster.Silos[0].ServiceProvider;

    [Fact]
    public async Task It_is_brought_there()
    {
        await using var client = fixture.NewClient();
        var broken = await client.ConnectAsync(fixture.Cluster.Silos[0]);
        broken.Abort();
        await Patience.Until(() => First.GetRequiredService<Gateway>().GetClients().Absent.Contains(client.Id));
        var directory = First.GetRequiredService<ClientDirectory>();
        PeerConnection back = null!;

        // The gateway writes the frame that it is going to keep.
        var call = Task.Run(() =>
        {
            OnSerializing.Value = () =>
            {
                OnSerializing.Value = null;
                back = client.ConnectAsync(fixture.Cluster.Silos[1]).Soon().GetAwaiter().GetResult();
                Patience.Until(() => directory.IsConnectedElsewhere(client.Id)).GetAwaiter().GetResult();
            };
            RequestContext.Set("baggage", new Baggage());
            return client.Pager(First).Page("hello");
        });

        var (_, request) = await client.ReceiveAsync(MessageDirection.Request);
        client.Answer(back, request, "elsewhere");
        Assert.Equal("elsewhere", await call.Soon());
    }

    [GenerateSerializer]
    [SerializationCallbacks(typeof(Hooks))]
    public sealed class Baggage;

    public sealed class Hooks
    {
        public void OnSerializing(Baggage value) => MovingClientTests.OnSerializing.Value?.Invoke();
    }
}
