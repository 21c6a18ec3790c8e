using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>A folder for the arenas of one test. At its end nothing must be left in it.</summary>
internal sealed class ArenaFolder : IDisposable
{
    public const long Capacity = 4 * 1024 * 1024;

    public ArenaFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(
        OperatingSystem.IsLinux() ? "/dev/shm" : System.IO.Path.GetTempPath(), $"orleans-ray-tests-{Guid.NewGuid():N}");

    public ArenaOptions Options => new()
    {
        Capacity = Capacity,
        Directory = Path,
        FallbackDirectory = System.IO.Path.Combine(Path, "missing"),
        TouchAhead = 0,
    };

    public string[] Files => Directory.GetFiles(Path);

    public Arena Create() => Arena.Create(Options);

    public void Dispose()
    {
        var left = Files;
        Directory.Delete(Path, recursive: true);
        Assert.Empty(left);
    }
}
