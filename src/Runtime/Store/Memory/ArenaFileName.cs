using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orleans.Ray.Store;

/// <summary>
/// The name of an arena's file, which says whose it is: <c>orleans-ray-USER-PROCESS-START-RANDOM</c>. An instance is a name that is to be removed, at the latest when the process exits.
/// </summary>
internal sealed partial class ArenaFileName
{
    public const string Prefix = "orleans-ray-";

    private readonly string _path;

    private ArenaFileName(string path)
    {
        _path = path;
        AppDomain.CurrentDomain.ProcessExit += Remove;
    }

    public static ArenaFileName RemoveAtExit(string path) => new(path);

    public void Remove()
    {
        AppDomain.CurrentDomain.ProcessExit -= Remove;
        Remove(this, EventArgs.Empty);
    }

    public static string New(ProcessIdentity owner) => Invariant($"{PrefixOfUser}{owner.Id}-{owner.Started}-{Random.Shared.NextInt64():x16}");

    /// <summary>The process whose file it is; null where the name is another user's, or of something else.</summary>
    public static ProcessIdentity? OwnerOf(string name) =>
        name.StartsWith(PrefixOfUser, StringComparison.Ordinal)
        && Rest().Match(name, PrefixOfUser.Length, name.Length - PrefixOfUser.Length) is { Success: true } match
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var started)
            ? new ProcessIdentity(id, started) : null;

    // Letters and digits stay; other characters are written as numbers, so that no two users' names become one.
    private static string PrefixOfUser { get; } = Environment.UserName.Aggregate(
        new StringBuilder(Prefix),
        static (name, character) => char.IsAsciiLetterOrDigit(character) ? name.Append(character) : name.Append(Invariant($"_{(int)character:x4}")),
        static name => name.Append('-').ToString());

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Remove(object? sender, EventArgs exit)
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder has become read-only, say. Nothing of this process depends on the name; the next arena that is made there removes it.
        }
    }

    [GeneratedRegex(@"\G([0-9]{1,10})-([0-9]{1,19})-[0-9a-f]{16}$")]
    private static partial Regex Rest();
}
