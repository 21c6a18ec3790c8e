using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Orleans.Ray.Store;

/// <summary>
/// A folder that only its user can enter, with a node's socket in it, named for the process: <c>ray-PROCESS-START-RANDOM</c>. It goes when it is disposed of, at the latest when the process exits; what a process that was killed has left, the
/// next one that opens a folder beside it removes. Short, since the path of a socket has little more than a hundred bytes.
/// </summary>
internal sealed partial class SocketFolder : IDisposable
{
    private const string Prefix = "ray-";
    private const string SocketName = "store";

    private readonly string _path;

    private SocketFolder(string path)
    {
        _path = path;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Where sockets are by default: the folder that the system gives each user for them, or else the temporary one.</summary>
    public static string DefaultDirectory => Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } directory && Directory.Exists(directory) ? directory : Path.GetTempPath();

    public string SocketPath => Path.Combine(_path, SocketName);

    /// <exception cref="IOException">There is no such directory, or it cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public static SocketFolder Open(string directory)
    {
        RemoveAbandoned(directory);
        var (id, started) = ProcessIdentity.Current;
        var path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id}-{started}-{Random.Shared.Next():x8}"));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new SocketFolder(path);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Remove(_path);
    }

    private void OnExit(object? sender, EventArgs exit) => Remove(_path);

    private static void RemoveAbandoned(string directory)
    {
        foreach (var folder in Directory.EnumerateDirectories(directory, Prefix + "*"))
        {
            if (OwnerOf(Path.GetFileName(folder)) is { IsAlive: false } && !Answers(Path.Combine(folder, SocketName)))
            {
                Remove(folder);
            }
        }
    }

    private static ProcessIdentity? OwnerOf(string name) =>
        Name().Match(name) is { Success: true } match
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var started)
            ? new ProcessIdentity(id, started) : null;

    // Processes of containers that share a folder do not see each other, and are alive all the same.
    private static bool Answers(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.AccessDenied;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Two that start at the same time may both remove it.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's, or the directory has become read-only. Whoever opens a folder here next tries again.
        }
    }

    [GeneratedRegex(@"^ray-([0-9]{1,10})-([0-9]{1,19})-[0-9a-f]{8}$")]
    private static partial Regex Name();
}
