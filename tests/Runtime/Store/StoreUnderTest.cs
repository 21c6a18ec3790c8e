using System.Runtime.CompilerServices;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>A small store on a clock and a disk of the test's own. Disposing of it checks that no memory, file or folder is left.</summary>
internal sealed class StoreUnderTest : IDisposable, IGarbage
{
    public const int Kilobyte = 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ray-store-tests-");
    private int _made;

    public StoreUnderTest(long capacity = 1024 * Kilobyte, int directories = 1, Action<ObjectStoreOptions>? configure = null, TimeProvider? time = null, bool collects = false)
    {
        var options = new ObjectStoreOptions { Capacity = capacity, MemoryDirectory = Path.Combine(_folder.FullName, "memory"), SpillReserve = 0, TouchAhead = 0 };
        Directory.CreateDirectory(options.MemoryDirectory);
        Directories = [.. Enumerable.Range(0, directories).Select(index => Path.Combine(_folder.FullName, $"spill-{index}"))];
        foreach (var directory in Directories)
        {
            options.SpillDirectories.Add(directory);
        }

        configure?.Invoke(options);
        Options = options;
        Store = new ObjectStore(options, time ?? Time, logger: null, Medium, collects ? null : this);
    }

    public ObjectStore Store { get; }

    public ObjectStoreOptions Options { get; }

    public string[] Directories { get; }

    public ManualTime Time { get; } = new();

    public ScriptedMedium Medium { get; } = new();

    /// <summary>The generations that the store wanted to have collected.</summary>
    public List<int> Collected { get; } = [];

    /// <summary>What a collection finds.</summary>
    public Action OnCollect { get; set; } = static () => { };

    public ObjectStoreStatistics Statistics => Store.Statistics();

    public IEnumerable<string> SpillFiles => Directories.Where(Directory.Exists)
        .SelectMany(static directory => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        .Where(static file => Path.GetFileName(file) != "owner");

    public static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    public static void AssertHolds(StoredObject stored, int seed)
    {
        using var pin = stored.Pin();
        Assert.True(SeededBytes.Are(pin.Span, seed), $"Object {seed} holds something else.");
    }

    public StoredObjectInfo Info([CallerMemberName] string test = "") => new(new ObjectId(new TaskId(1, (ulong)Interlocked.Increment(ref _made)), 0), new JobId(0, 1), test);

    public StoredObject Put(int seed, int size, bool existsElsewhere = false)
    {
        using var writer = Store.Create(size, Info() with { ExistsElsewhere = existsElsewhere });
        writer.Write(0, SeededBytes.Of(seed, size));
        return writer.Seal();
    }

    public async Task<StoredObject> PutAsync(int seed, int size, CancellationToken cancellationToken = default)
    {
        using var writer = await Store.CreateAsync(size, Info(), cancellationToken);
        writer.Write(0, SeededBytes.Of(seed, size));
        return writer.Seal();
    }

    /// <summary>Until so many requests wait for memory.</summary>
    public Task WaitingAsync(int requests) => WaitForCondition.HoldsAsync(() => Statistics.Waiting == requests);

    public void Dispose()
    {
        try
        {
            Store.Dispose();

            // What is being spilled or read back goes when that has ended.
            Assert.True(SpinWait.SpinUntil(() => Statistics.Objects == 0, Patience.Limit), $"{Statistics.Objects} objects are left.");
            Assert.Equal(0, Statistics.BytesInUse);
            Assert.Empty(Directory.EnumerateFiles(Options.MemoryDirectory!));
            foreach (var directory in Directories.Where(Directory.Exists))
            {
                Assert.True(SpinWait.SpinUntil(() => !Directory.EnumerateFileSystemEntries(directory).Any(), Patience.Limit), $"{directory} is not empty.");
            }
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    int IGarbage.Collections => 0;

    void IGarbage.Collect(int generation)
    {
        lock (Collected)
        {
            Collected.Add(generation);
        }

        OnCollect();
    }
}
