using StackExchange.Redis;

namespace Orleans.Redis.Conformance.Shared;

/// <summary>A server, and a connection for tests that look at what is in it.</summary>
public class RedisFixture : IAsyncLifetime
{
    private ConnectionMultiplexer? _connection;

    public RedisServer Server { get; } = new();

    public IDatabase Database => _connection!.GetDatabase();

    public virtual async Task InitializeAsync()
    {
        await Server.StartAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync(Server.Options);
    }

    public virtual async Task DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.CloseAsync();
        }

        await Server.DisposeAsync();
    }
}
