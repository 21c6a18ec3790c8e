using System.Diagnostics;
using System.Globalization;
using OrleansBenchmark.Hosts;

namespace OrleansBenchmark.Measuring;

/// <summary>What passes between the start of a host with a silo and the answer of its first grain, each time in a fresh process.</summary>
internal static class StartRows
{
    public static async IAsyncEnumerable<Row> ColdAsync(RunSettings settings)
    {
        var values = new List<double>();
        for (var i = 0; i < settings.Rounds; i++)
        {
            await using var process = ChildProcess.Start("start");
            values.Add(double.Parse(await process.ReadLineAsync(), CultureInfo.InvariantCulture));
        }

        yield return new Row("silo cold start, fresh process", "ms", [.. values.Order()], null);
    }

    public static async Task<double> MeasureOnceAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await using var silo = await Silo.StartAsync();
        await silo.Grains.GetGrain<IEchoGrain>(0).Next(0);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
