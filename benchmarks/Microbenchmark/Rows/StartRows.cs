using System.Diagnostics;
using System.Globalization;
using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>What a program waits for before its first task: each round is a process of its own, in which nothing has run yet.</summary>
internal static class StartRows
{
    /// <summary>The hidden command by which this program measures itself in another process.</summary>
    public const string Command = "start";

    public static IReadOnlyList<Row> All { get; } =
    [
        new("embedded start", null, static () => throw new InvalidOperationException("The row has a way of its own to be measured."))
        {
            Unit = RowUnit.Seconds,
            MeasureRound = MeasureInNewProcessAsync,
            Note = "from the call of InitAsync to the first task's result, in a fresh process each time.",
        },
    ];

    /// <summary>Starts a node here, in a process that has done nothing else, and prints the seconds and the bytes that it took.</summary>
    public static async Task<int> MeasureHereAsync()
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await using var ray = await Ray.InitAsync();
        Check.Equal(1, await Tiny.Remote.One());
        var elapsed = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:R} {GC.GetTotalAllocatedBytes(precise: true) - allocated}"));
        return 0;
    }

    private static async Task<Sample> MeasureInNewProcessAsync(CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(StartRows).Assembly.Location, Command]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 && output.Split(' ') is [var seconds, var bytes]
            ? new Sample(double.Parse(seconds, CultureInfo.InvariantCulture), double.Parse(bytes, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"A process that was to start a node ended with exit code {process.ExitCode}.");
    }
}
