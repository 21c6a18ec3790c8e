using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class SpillFolderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ray-store-tests-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_a_crash_left_is_removed_by_whoever_comes_next()
    {
        var dead = Directory.CreateDirectory(Path.Combine(_directory, "ray-spill-1-dead")).FullName;
        File.WriteAllText(Path.Combine(dead, "owner"), string.Empty);
        File.WriteAllText(Path.Combine(dead, "1"), "bytes");
        var halfMade = Directory.CreateDirectory(Path.Combine(_directory, "ray-spill-2-half-made")).FullName;
        Directory.SetLastWriteTimeUtc(halfMade, DateTime.UtcNow.AddHours(-1));
        var justMade = Directory.CreateDirectory(Path.Combine(_directory, "ray-spill-3-just-made")).FullName;
        var others = Directory.CreateDirectory(Path.Combine(_directory, "something-else")).FullName;
        using var folder = SpillFolder.Open(_directory);
        Assert.False(Directory.Exists(dead));
        Assert.False(Directory.Exists(halfMade));
        Assert.True(Directory.Exists(justMade));
        Assert.True(Directory.Exists(others));
    }

    [Fact]
    public void What_has_a_living_owner_is_left_alone_and_goes_with_it()
    {
        using var one = SpillFolder.Open(_directory);
        File.WriteAllText(Path.Combine(one.Path, "1"), "bytes");
        using var other = SpillFolder.Open(_directory);
        Assert.NotEqual(one.Path, other.Path);
        Assert.True(File.Exists(Path.Combine(one.Path, "1")));
        one.Dispose();
        Assert.False(Directory.Exists(one.Path));
        Assert.True(Directory.Exists(other.Path));
    }

    [Fact]
    public void Folders_that_are_opened_at_the_same_time_are_all_there()
    {
        var folders = new SpillFolder[32];
        Parallel.For(0, folders.Length, index => folders[index] = SpillFolder.Open(_directory));
        Assert.All(folders, static folder => File.WriteAllText(Path.Combine(folder.Path, "1"), "bytes"));
        Assert.All(folders, static folder => folder.Dispose());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public void Others_may_not_read_what_is_spilled()
    {
        using var folder = SpillFolder.Open(_directory);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
        }
    }
}
