using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Orleans.Ray.Store;

/// <summary>One process of this machine, told from another one that has its number later.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Started">When it started, in a unit of the system's own.</param>
internal readonly record struct ProcessIdentity(int Id, long Started)
{
    // Fields of /proc/[pid]/stat that stand between the name, which may contain anything, and the start.
    private const int FieldsToStart = 20;

    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId);

    /// <summary>Whether the process runs; true as well where that cannot be told.</summary>
    public bool IsAlive => StartOf(Id) is { } started && (started == Started || Started == 0 || started == 0);

    public static ProcessIdentity Of(int id) => new(id, StartOf(id) ?? 0);

    /// <summary>When a process started; null where there is none, 0 where it cannot be told.</summary>
    private static long? StartOf(int id) => OperatingSystem.IsLinux() ? StartFromProc(id) : StartFromSystem(id);

    // In ticks since the machine started, which setting its clock does not change.
    private static long? StartFromProc(int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A process that ends while its file is read makes that fail in other ways.
            return Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}")) ? 0 : null;
        }

        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is ["Z" or "X", ..] ? null
            : fields.Length >= FieldsToStart && long.TryParse(fields[FieldsToStart - 1], CultureInfo.InvariantCulture, out var start) ? start : 0;
    }

    private static long? StartFromSystem(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : process.StartTime.ToFileTimeUtc();
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            return 0;
        }
    }
}
