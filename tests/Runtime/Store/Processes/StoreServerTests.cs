using System.Globalization;
using System.Net.Sockets;
using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;

namespace Orleans.Ray.Tests.Store;

public sealed class StoreServerTests
{
    [Fact]
    public async Task Only_its_user_reaches_the_socket()
    {
        await using var served = new ServedStore();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(served.Server.Path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(served.Server.Path)!));
        }
    }

    [Fact]
    public async Task When_the_node_stops_requests_fail_and_pins_stay_good()
    {
        await using var served = new ServedStore();
        using var stored = served.Put(1, 1000);
        using var client = served.Connect();
        var pin = client.Get(stored.Info.Id);
        var own = StoreClientTests.Put(client, 2, 1000);
        var waiting = client.GetAsync(Commands.InfoOf(3).Id, Timeout.InfiniteTimeSpan);
        await WaitForCondition.HoldsAsync(() => served.Store.AwaitedObjects == 1);

        served.Server.Dispose();
        served.Store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await WaitForCondition.HoldsAsync(() => !client.IsOpen);
        Assert.Contains("The node was stopped", Assert.Throws<ObjectDisposedException>(() => client.Get(stored.Info.Id)).Message);
        Assert.Throws<ObjectDisposedException>(() => own.Pin());
        Assert.True(SeededContents.Are(pin.Span, 1));
        Assert.False(File.Exists(served.Server.Path));
        Assert.False(served.Server.Ended.IsCompleted);
        pin.Dispose();
        await served.Server.Ended.Soon();
        Assert.Throws<ObjectDisposedException>(() => pin.Span.Length);
    }

    [Fact]
    public void A_store_that_is_closed_serves_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("ray-sockets-");
        using var under = new StoreUnderTest(configure: options => options.SocketDirectory = folder.FullName);
        var path = under.Store.Serve().Path;

        under.Store.Dispose();

        Assert.False(File.Exists(path));
        using var late = new StoreUnderTest(configure: options => options.SocketDirectory = folder.FullName);
        late.Store.Dispose();
        Assert.Throws<ObjectDisposedException>(late.Store.Serve);
        folder.Delete();
    }

    [Fact]
    public async Task A_client_that_closes_at_once_leaves_nothing()
    {
        await using var served = new ServedStore();

        served.Connect().Dispose();

        await WaitForCondition.HoldsAsync(() => served.Server.Connections == 0);
    }

    [Fact]
    public async Task A_node_that_is_gone_refuses_by_name()
    {
        var served = new ServedStore();
        var path = served.Server.Path;
        await served.DisposeAsync();

        var exception = Assert.Throws<IOException>(() => StoreClient.Connect(path));

        Assert.Contains(path, exception.Message);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_an_error()
    {
        using var under = new StoreUnderTest(configure: static options => options.SocketDirectory = Path.Combine(Path.GetTempPath(), "ray-missing", "sockets"));

        Assert.Throws<DirectoryNotFoundException>(under.Store.Serve);
    }

    [Fact]
    public void A_directory_whose_path_is_too_long_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("ray-sockets-");
        var directory = folder.CreateSubdirectory(new string('x', 120));
        using var under = new StoreUnderTest(configure: options => options.SocketDirectory = directory.FullName);

        var exception = Assert.Throws<IOException>(under.Store.Serve);

        Assert.Contains("shorter path", exception.Message);
        Assert.Empty(directory.EnumerateFileSystemInfos());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Sockets_of_processes_that_have_died_are_removed_and_others_are_not()
    {
        var folder = Directory.CreateTempSubdirectory("ray-sockets-");
        using var under = new StoreUnderTest(configure: options => options.SocketDirectory = folder.FullName);
        var (own, started) = ProcessIdentity.Current;
        var dead = folder.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"ray-{own}-{started + 1}-0123abcd"));
        var alive = folder.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"ray-{own}-{started}-0123abcd"));
        var elsewhere = folder.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"ray-{own}-{started + 1}-4567abcd"));
        var other = folder.CreateSubdirectory("ray-something");
        Leave(Path.Combine(dead.FullName, "store"));
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(elsewhere.FullName, "store")));
        listener.Listen();

        using (under.Store.Serve())
        {
            Assert.False(Directory.Exists(dead.FullName));
            Assert.True(Directory.Exists(alive.FullName));
            Assert.True(Directory.Exists(elsewhere.FullName));
            Assert.True(Directory.Exists(other.FullName));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_put_before_the_server_started_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("ray-sockets-");
        using var under = new StoreUnderTest(configure: options => options.SocketDirectory = folder.FullName);
        using var stored = under.Put(1, 100);
        using var deleted = under.Put(2, 100);
        var pinned = deleted.Pin();
        deleted.Dispose();
        var server = under.Store.Serve();
        Assert.Same(server, under.Store.Serve());
        using (var client = StoreClient.Connect(server.Path))
        {
            client.Get(stored.Info.Id).Dispose();
            Assert.Throws<KeyNotFoundException>(() => client.Get(deleted.Info.Id));
        }

        pinned.Dispose();
        server.Dispose();
        await server.Ended.Soon();
        folder.Delete();
    }

    // As a process that was killed leaves it: a socket that nobody listens to.
    private static void Leave(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        File.Move(path, path + ".kept");
        socket.Dispose();
        File.Move(path + ".kept", path);
    }
}
