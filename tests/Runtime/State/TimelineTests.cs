using System.Text.Json;

namespace Orleans.Ray.Tests.State;

public sealed class TimelineTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task B238_The_timeline_has_runs_submissions_puts_gets_waits_and_the_programs_own_events()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        await Inspectors.Remote.Profiled("custom_event", 5).Soon();
        var later = Gated.Remote.Later(gate.Id);
        var dependent = Sums.Remote.Increment(later);
        var waiting = Ray.WaitAsync([dependent]);
        var getting = dependent.Soon();
        await gate.ArrivalsAsync(1);
        gate.Open();
        await waiting;
        await getting;
        await using var counter = Counter.Remote.Create(0);
        await counter.Increment();

        var events = await WriteAsync();

        foreach (var category in (string[])["task:execute", "submit_task", "task:wait_for_arguments", "ray.put", "ray.get", "ray.wait", "custom_event"])
        {
            Assert.Contains(events, row => row.Category == category);
        }

        Assert.Contains(events, row => row is { Category: "task:execute", Name: "Inspectors.Profiled", Phase: "X" });
        Assert.Contains(events, row => row is { Category: "task:execute", Name: "Gated.Later", Phase: "b" });
        Assert.Contains(events, row => row is { Category: "task:execute", Name: "Counter.Increment", Phase: "X" });
        Assert.Contains(events, row => row is { Category: "task:execute", Name: "Counter..ctor", Phase: "X" });
        Assert.Contains(events, row => row is { Category: "task:wait_for_arguments", Name: "Sums.Increment" });
    }

    [Fact]
    public async Task The_timeline_is_valid_trace_format()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await Enumerable.Range(0, 200).Select(i => Sums.Remote.Increment(i)).ToList().Soon();
        await Enumerable.Range(0, 50).Select(i => Sums.Remote.IncrementAsync(i)).ToList().Soon();
        await Inspectors.Remote.Profiled("quote \" and \u00fc", 1).Soon();
        var failed = Failures.Remote.ThrowFromVoid("no");
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon());

        var events = await WriteAsync();

        Assert.All(events, row => Assert.Contains(row.Phase, (string[])["M", "X", "b", "e", "s", "f"]));
        Assert.All(events, row => Assert.Equal(Environment.ProcessId, row.ProcessId));
        Assert.All(events.Where(row => row.Phase != "M"), row => Assert.True(row.Time >= 0 && !string.IsNullOrEmpty(row.Category) && !string.IsNullOrEmpty(row.Name)));
        Assert.All(events.Where(row => row.Phase == "X"), row => Assert.True(row.Duration >= 0));
        Assert.Equal(1, events.Count(row => row is { Phase: "M", Name: "process_name" }));
        Assert.Equal(
            events.Where(row => row.Phase != "M").Select(row => row.ThreadId).Distinct().Except(events.Where(row => row is { Phase: "M", Name: "thread_name" }).Select(row => row.ThreadId)),
            []);
        AssertPairs(events, "b", "e");
        AssertPairs(events, "s", "f");

        // An arrow ends in a run of its thread, and a thread's runs do not overlap.
        var runs = events.Where(row => row is { Phase: "X", Category: "task:execute" }).ToList();
        Assert.True(runs.Count > 200);
        Assert.All(events.Where(row => row.Phase == "f"), arrow => Assert.Contains(runs, run => run.ThreadId == arrow.ThreadId && run.Time <= arrow.Time && arrow.Time <= run.Time + run.Duration));
        foreach (var thread in runs.GroupBy(run => run.ThreadId))
        {
            var ordered = thread.OrderBy(run => run.Time).ToList();
            Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.Time + pair.First.Duration <= pair.Second.Time + 0.11, $"{pair}"));
        }
    }

    [Fact]
    public async Task An_existing_file_is_replaced_and_an_impossible_path_says_so()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await File.WriteAllTextAsync(_path, new string('x', 1_000_000));

        Assert.NotEmpty(await WriteAsync());
        await Assert.ThrowsAnyAsync<IOException>(() => Ray.State.TimelineAsync(Path.Combine(_path, "nowhere", "file.json")));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.State.TimelineAsync(" "));
        Assert.Throws<ArgumentException>(() => Ray.Profile(" "));
    }

    private static void AssertPairs(List<Event> events, string begin, string end)
    {
        var begins = events.Where(row => row.Phase == begin).ToDictionary(row => (row.Category, row.Name, row.Id));
        var ends = events.Where(row => row.Phase == end).ToDictionary(row => (row.Category, row.Name, row.Id));
        Assert.NotEmpty(begins);
        Assert.Equal(begins.Keys.ToHashSet(), ends.Keys.ToHashSet());
        Assert.All(begins, pair => Assert.True(pair.Value.Time <= ends[pair.Key].Time));
    }

    private async Task<List<Event>> WriteAsync()
    {
        await Ray.State.TimelineAsync(_path);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_path));
        return [.. json.RootElement.EnumerateArray().Select(row => new Event(
            row.GetProperty("ph").GetString()!,
            row.TryGetProperty("cat", out var category) ? category.GetString()! : string.Empty,
            row.GetProperty("name").GetString()!,
            row.GetProperty("pid").GetInt32(),
            row.GetProperty("tid").GetInt32(),
            row.TryGetProperty("ts", out var time) ? time.GetDouble() : -1,
            row.TryGetProperty("dur", out var duration) ? duration.GetDouble() : -1,
            row.TryGetProperty("id", out var id) ? id.GetString()! : string.Empty))];
    }

    private sealed record Event(string Phase, string Category, string Name, int ProcessId, int ThreadId, double Time, double Duration, string Id);
}
