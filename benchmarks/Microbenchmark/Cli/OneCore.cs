using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microbenchmark.Measuring;

namespace Microbenchmark.Cli;

/// <summary>Runs this program once more with all its threads on one processor, where a hand-off between threads needs no other core to wake.</summary>
internal static class OneCore
{
    /// <summary>The rows that it measures: those that wait for each result.</summary>
    public const string Filter = " sync";

    /// <returns>The median of each row.</returns>
    /// <exception cref="OneCoreException">The system has no <c>taskset</c>, or the program failed.</exception>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunSettings settings, CancellationToken cancellationToken)
    {
        var json = Path.GetTempFileName();
        try
        {
            using var process = Start(json, settings);
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await output;
            if (process.ExitCode != 0)
            {
                throw new OneCoreException($"The rows on one processor failed with exit code {process.ExitCode}: {(await error).Trim()}");
            }

            using var rows = JsonDocument.Parse(await File.ReadAllTextAsync(json, cancellationToken));
            return rows.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(
                static row => row.GetProperty("name").GetString()!,
                static row => row.GetProperty("value").GetDouble());
        }
        finally
        {
            File.Delete(json);
        }
    }

    private static Process Start(string json, RunSettings settings)
    {
        string[] arguments =
        [
            "-c", "0", "dotnet", typeof(OneCore).Assembly.Location,
            "--filter", Filter,
            "--json", json,
            "--rounds", Formats.Invariant($"{settings.Rounds}"),
            "--seconds", Formats.Invariant($"{settings.Round.TotalSeconds}"),
            "--warm-up", Formats.Invariant($"{settings.WarmUp.TotalSeconds}"),
        ];
        try
        {
            return Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception exception)
        {
            throw new OneCoreException("--one-core needs the program taskset (of util-linux), which was not found; leave the option out.", exception);
        }
    }
}
