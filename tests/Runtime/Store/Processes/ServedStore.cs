using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;

namespace Orleans.Ray.Tests.Store;

/// <summary>A small store that serves other processes. At the end it checks that all have let go, and that nothing is left of memory, files and sockets.</summary>
internal sealed class ServedStore : IAsyncDisposable
{
    private readonly StoreUnderTest _under;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ray-sockets-");

    public ServedStore(long capacity = 1024 * StoreUnderTest.Kilobyte, Action<ObjectStoreOptions>? configure = null, TimeProvider? time = null, bool collects = false)
    {
        _under = new StoreUnderTest(
            capacity,
            configure: options =>
            {
                options.SocketDirectory = _folder.FullName;
                configure?.Invoke(options);
            },
            time: time,
            collects: collects);
        Server = Store.Serve();
    }

    public StoreServer Server { get; }

    public ObjectStore Store => _under.Store;

    public StoreUnderTest Under => _under;

    public ManualTime Time => _under.Time;

    public string SocketDirectory => _folder.FullName;

    public StoreClient Connect() => StoreClient.Connect(Server.Path);

    public StoredObject Put(long number, int size)
    {
        using var writer = Store.Create(size, Commands.InfoOf(number));
        writer.Write(0, SeededContents.Of(number, size));
        return writer.Seal();
    }

    /// <summary>Pins an object by its id, as the server does.</summary>
    public ObjectPin Get(long number) => Get(Commands.InfoOf(number).Id, null);

    public ObjectPin Get(ObjectId id, TimeSpan? wait) =>
        Store.PinAsync(id, wait ?? TimeSpan.Zero, CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } entry ? new ObjectPin(entry, "the node")
        : wait is null ? throw new KeyNotFoundException() : throw new TimeoutException();

    /// <summary>Until the store's statistics are so.</summary>
    public Task UntilAsync(Func<ObjectStoreStatistics, bool> holds) =>
        WaitForCondition.HoldsAsync(() => holds(Store.Statistics()));

    public async ValueTask DisposeAsync()
    {
        Server.Dispose();
        await Server.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        _under.Dispose();
        Assert.Empty(_folder.EnumerateFileSystemInfos());
        _folder.Delete();
    }
}
