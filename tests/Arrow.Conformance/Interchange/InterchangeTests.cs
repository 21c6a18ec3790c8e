using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Interchange;

/// <summary>Against an implementation that shares nothing with this one: the npm package apache-arrow.</summary>
public sealed class InterchangeTests(NodeRun node) : IClassFixture<NodeRun>
{
    [Fact]
    public void What_is_written_here_is_read_by_node()
    {
        var compared = 0;
        foreach (var (name, schema, batches, read) in node.Sent())
        {
            Assert.False(read.TryGetProperty("error", out var error), $"{name}: {error}");
            Assert.Equal((name, schema), (name, read.GetProperty("schema").GetString()));
            AssertSame(name, read, batches);
            compared++;
        }

        Assert.True(compared > 200, $"Only {compared} were compared.");
    }

    [Fact]
    public void What_node_writes_is_read_here()
    {
        var compared = 0;
        foreach (var (name, bytes, expected) in node.Received())
        {
            foreach (var reader in Readers(name, bytes))
            {
                using (reader)
                {
                    Assert.Equal((name, expected.GetProperty("schema").GetString()), (name, Description.Of(reader.Schema)));
                    AssertSame(name, expected, [.. Streams.ReadAll(reader).Select(Description.Of)]);
                }

                compared++;
            }
        }

        Assert.True(compared > 300, $"Only {compared} were compared.");
    }

    [Fact]
    public async Task What_node_writes_is_read_asynchronously()
    {
        foreach (var (name, bytes, expected) in node.Received())
        {
            foreach (var reader in Readers(name, bytes))
            {
                using (reader)
                {
                    AssertSame(name, expected, [.. (await Streams.ReadAllAsync(reader)).Select(Description.Of)]);
                }
            }
        }
    }

    [Fact]
    public void What_node_writes_is_written_again_without_loss()
    {
        foreach (var (name, bytes, expected) in node.Received().Where(static file => file.Name.EndsWith(".stream", StringComparison.Ordinal)))
        {
            using var reader = new ArrowStreamReader(bytes);
            RecordBatch[] batches = [.. Streams.ReadAll(reader)];
            AssertSame(name, expected, [.. Streams.Read(Streams.Write(reader.Schema, batches, options: null)).Select(Description.Of)]);
        }
    }

    private static IEnumerable<ArrowStreamReader> Readers(string name, byte[] bytes)
    {
        if (name.EndsWith(".file", StringComparison.Ordinal))
        {
            yield return new ArrowFileReader(new MemoryStream(bytes));
        }
        else
        {
            yield return new ArrowStreamReader(bytes);
            yield return new ArrowStreamReader(new MemoryStream(bytes));
        }
    }

    // node leaves out batches without rows, or makes one of none.
    private static void AssertSame(string name, JsonElement expected, string[][][] actual)
    {
        var texts = expected.GetProperty("batches").EnumerateArray().Select(static batch => batch.EnumerateArray().Select(static column => string.Join(" ", column.EnumerateArray())).ToArray());
        Assert.Equal(Named(name, texts), Named(name, actual.Select(static batch => batch.Select(static column => string.Join(" ", column)).ToArray())));
    }

    private static IEnumerable<string> Named(string name, IEnumerable<string[]> batches)
        => batches.Where(static batch => batch.Any(static column => column.Length > 0)).Select(batch => $"{name} | {string.Join(" | ", batch)}");
}
