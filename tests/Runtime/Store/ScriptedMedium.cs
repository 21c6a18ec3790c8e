using System.Collections.Concurrent;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>The disk, made to fail, to lie and to wait as a test says.</summary>
internal sealed class ScriptedMedium : ISpillMedium
{
    public ConcurrentQueue<string> Created { get; } = new();

    public ConcurrentQueue<string> Opened { get; } = new();

    /// <summary>What making a file throws; null where it does not.</summary>
    public Func<string, Exception?> CreateFails { get; set; } = static _ => null;

    /// <summary>What opening a file throws; null where it does not.</summary>
    public Func<string, Exception?> OpenFails { get; set; } = static _ => null;

    public long Available { get; set; } = long.MaxValue;

    /// <summary>Where set, each file that is made waits for one.</summary>
    public SemaphoreSlim? MayCreate { get; set; }

    /// <summary>Where set, each file that is opened waits for one.</summary>
    public SemaphoreSlim? MayOpen { get; set; }

    /// <summary>One for each file that somebody has begun to make.</summary>
    public SemaphoreSlim Creating { get; } = new(0);

    /// <summary>One for each file that somebody has begun to open.</summary>
    public SemaphoreSlim Opening { get; } = new(0);

    public long AvailableBytes(string directory) => Available;

    public ISpillStream Create(string path, long length)
    {
        Creating.Release();
        MayCreate?.Wait();
        if (CreateFails(path) is { } failure)
        {
            throw failure;
        }

        Created.Enqueue(path);
        return DiskMedium.Instance.Create(path, length);
    }

    public ISpillStream Open(string path)
    {
        Opening.Release();
        MayOpen?.Wait();
        Opened.Enqueue(path);
        return OpenFails(path) is { } failure ? throw failure : DiskMedium.Instance.Open(path);
    }

    public void Delete(string path) => DiskMedium.Instance.Delete(path);
}
