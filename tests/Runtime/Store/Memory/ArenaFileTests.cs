using System.Diagnostics;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class ArenaFileTests : IDisposable
{
    private readonly ArenaFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_is_for_its_user_alone()
    {
        using var arena = _folder.Create();

        Assert.Equal(arena.Path, Assert.Single(_folder.Files));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(arena.Path));
        }
    }

    [Fact]
    public void Shared_memory_is_the_usual_place()
    {
        using var arena = Arena.Create(new ArenaOptions { Capacity = 1024 * 1024, Warn = _warnings.Add });

        var usual = OperatingSystem.IsLinux() && _warnings.Count == 0 ? "/dev/shm" : Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar);
        Assert.Equal(usual, Path.GetDirectoryName(arena.Path));
    }

    [Fact]
    public void Files_of_dead_processes_are_removed_and_those_of_live_ones_are_not()
    {
        using var process = Process.Start(OperatingSystem.IsWindows() ? new ProcessStartInfo("ping", "-n 60 127.0.0.1") { RedirectStandardOutput = true } : new ProcessStartInfo("sleep", "60"))!;
        var owner = ProcessIdentity.Of(process.Id);
        var file = AddFile(ArenaFileName.New(owner));
        var later = AddFile(ArenaFileName.New(owner with { Started = owner.Started + 1 }));

        using (_folder.Create())
        {
            Assert.True(File.Exists(file));
            Assert.False(File.Exists(later), "A process that has the number of one that has died is not that one.");
        }

        process.Kill();
        process.WaitForExit();
        using (_folder.Create())
        {
            Assert.False(File.Exists(file));
        }
    }

    [Fact]
    public void A_dead_owners_file_stays_while_another_process_has_it_open()
    {
        var path = AddFile(ArenaFileName.New(Dead));
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            _folder.Create().Dispose();
            Assert.True(File.Exists(path));
        }

        _folder.Create().Dispose();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Files_of_other_users_and_other_files_are_left_alone()
    {
        var mine = ArenaFileName.New(Dead);
        var others = new[]
        {
            AddFile(mine.Replace(Environment.UserName, "someone", StringComparison.Ordinal)),
            AddFile(mine + ".txt"),
            AddFile(mine[..^1]),
            AddFile("orleans-ray-notes"),
            AddFile("x" + mine),
        };

        _folder.Create().Dispose();

        Assert.All(others, static path => Assert.True(File.Exists(path), path));
        Array.ForEach(others, File.Delete);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        var target = AddFile("precious");
        var link = Path.Combine(_folder.Path, ArenaFileName.New(Dead));
        File.CreateSymbolicLink(link, target);

        _folder.Create().Dispose();

        Assert.Equal(2, _folder.Files.Length);
        Array.ForEach(_folder.Files, File.Delete);
    }

    [Fact]
    public void Arenas_that_are_made_at_once_leave_each_other_alone()
    {
        var paths = Enumerable.Range(0, 10).Select(_ => AddFile(ArenaFileName.New(Dead))).ToArray();

        var arenas = new Arena[8];
        Parallel.For(0, arenas.Length, i => arenas[i] = _folder.Create());

        Assert.All(arenas, static arena => Assert.True(File.Exists(arena.Path)));
        Assert.DoesNotContain(paths, File.Exists);
        Array.ForEach(arenas, static arena => arena.Dispose());
    }

    [Fact]
    public void A_folder_that_is_missing_is_replaced_with_a_warning()
    {
        var missing = Path.Combine(_folder.Path, "missing");
        using var arena = Arena.Create(_folder.Options with { Directory = missing, FallbackDirectory = _folder.Path, Warn = _warnings.Add });

        Assert.Equal(_folder.Path, Path.GetDirectoryName(arena.Path));
        Assert.Contains($"'{missing}' does not exist", Assert.Single(_warnings));
        arena.AssertHolds(arena.Store("bytes"u8), "bytes"u8);
    }

    [Fact]
    public void A_folder_that_is_too_small_is_replaced_with_a_warning()
    {
        var small = Directory.CreateDirectory(Path.Combine(_folder.Path, "small")).FullName;
        using var arena = Arena.Create(_folder.Options with
        {
            Directory = small,
            FallbackDirectory = _folder.Path,
            Warn = _warnings.Add,
            Storage = new FolderStorage(path => path == small ? 64_000_000 : long.MaxValue),
            Capacity = 100_000_000,
        });

        Assert.Equal(_folder.Path, Path.GetDirectoryName(arena.Path));
        Assert.Contains("64,000,000 bytes", Assert.Single(_warnings));
        Assert.Contains("--shm-size", _warnings[0]);
    }

    [Fact]
    public void Where_no_folder_will_do_the_error_says_why()
    {
        var options = _folder.Options with { Storage = new FolderStorage(static _ => 10), FallbackDirectory = Path.Combine(_folder.Path, "missing") };

        var exception = Assert.Throws<IOException>(() => Arena.Create(options));

        Assert.Contains("has room for 10 bytes", exception.Message);
        Assert.Contains("does not exist", exception.Message);
        Assert.Contains("ObjectStoreMemory", exception.Message);
    }

    [Fact]
    public void A_file_that_cannot_be_filled_in_is_not_left_behind()
    {
        var options = _folder.Options with { Storage = new FolderStorage(static _ => long.MaxValue) { RefusesWrites = true } };

        Assert.Contains("No space left", Assert.Throws<IOException>(() => Arena.Create(options)).Message);

        Assert.Empty(_folder.Files);
    }

    // No process has had this number, with this start.
    private static ProcessIdentity Dead => new(Environment.ProcessId, ProcessIdentity.Current.Started + 12_345);

    private string AddFile(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, "left behind");
        return path;
    }
}
