using System.Text.Json;
using System.Xml.Linq;
using global::Microbenchmark.Cli;
using global::Microbenchmark.Measuring;
using global::Microbenchmark.Rows;

namespace Orleans.Ray.Samples.Tests.Microbenchmark;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PlainConsole _output = new();
    private readonly PlainConsole _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_filtered_run_writes_its_rows_as_JSON()
    {
        var file = _folder["rows.json"];
        Assert.Equal(0, await RunAsync("--filter", "tasks sync", "--rounds", "2", "--seconds", "0.05", "--warm-up", "0.05", "--json", file));

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var row = Assert.Single(json.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal(["name", "value", "unit", "ray"], row.EnumerateObject().Select(static property => property.Name));
        Assert.Equal("single client tasks sync", row.GetProperty("name").GetString());
        Assert.True(row.GetProperty("value").GetDouble() > 0);
        Assert.Equal("/s", row.GetProperty("unit").GetString());
        Assert.Equal(981, row.GetProperty("ray").GetDouble());
        Assert.Contains("│ single client tasks sync │", _output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_row_computes_the_right_thing()
    {
        var file = _folder["rows.json"];
        Assert.Equal(0, await RunAsync("--rounds", "1", "--seconds", "0", "--warm-up", "0", "--json", file));

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(RowList.All.Select(static row => row.Name), rows.Select(static row => row.GetProperty("name").GetString()));
        Assert.All(rows, static row => Assert.True(row.GetProperty("value").GetDouble() > 0));
        Assert.Equal(JsonValueKind.Null, rows[^1].GetProperty("ray").ValueKind);
    }

    [Fact]
    public async Task Growth_is_measured_and_drawn()
    {
        var file = _folder["growth.svg"];
        Assert.Equal(0, await RunAsync("--growth", file, "--rounds", "1", "--seconds", "0", "--warm-up", "0"));

        var picture = XDocument.Load(file);
        Assert.Equal(GrowthRows.All.Count, picture.Descendants().Count(static element => element.Name.LocalName == "polyline"));
        Assert.Equal(
            GrowthRows.All.Sum(static series => series.Points.Count),
            picture.Descendants().Count(static element => element.Name.LocalName == "circle"));
        Assert.Contains("│ calls, 1,000 actors, 10,000 in flight │", _output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_result_fails_the_run()
    {
        var wrong = new Row("a wrong row", 1, static () => new Workload(1, static () =>
        {
            Check.Equal(expected: 2, actual: 3);
            return Task.CompletedTask;
        }));
        Assert.Equal(1, await new CommandLine(_output.Console, _error.Console, [wrong]).RunAsync([]));
        Assert.Contains("'a wrong row' failed", _error.Text, StringComparison.Ordinal);
        Assert.Contains("the result should be 2 and is 3", _error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_prints_the_names_and_measures_nothing()
    {
        Assert.Equal(0, await RunAsync("--list", "--filter", "limit"));
        Assert.Equal(RowList.All.Where(static row => row.Name.Contains("limit", StringComparison.Ordinal)).Select(static row => row.Name), _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--rounds", "0")]
    [InlineData("--seconds", "-1")]
    [InlineData("--seconds", "NaN")]
    [InlineData("--warm-up", "soon")]
    [InlineData("--filter", "no such row")]
    [InlineData("--json", "/no/such/folder/rows.json")]
    [InlineData("--growth", "/no/such/folder/growth.svg")]
    public async Task Arguments_that_make_no_sense_are_refused(string option, string value)
    {
        Assert.Equal(2, await RunAsync("--rounds", "1", "--seconds", "0", option, value));
        Assert.Contains(value == "no such row" ? value : value.StartsWith('/') ? "cannot be written" : option, _error.Text, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] args) => new CommandLine(_output.Console, _error.Console).RunAsync(args);
}
