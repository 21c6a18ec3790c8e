using System.Text.Json;
using Microbenchmark.Measuring;

namespace Microbenchmark.Cli;

/// <summary>The rows as JSON: name, value, unit, and Ray's figure or null.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Task WriteAsync(Stream stream, IReadOnlyList<RowResult> results) => JsonSerializer.SerializeAsync(
        stream,
        new { Rows = results.Select(static result => new { result.Row.Name, Value = result.Median, Unit = result.Row.Unit.Symbol(), result.Row.Ray }) },
        Options);
}
