using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Apache.Arrow;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Interchange;

/// <summary>
/// One run of node for all tests of this folder: it reads what was written here, and writes what is read here. Needs node and the packages of
/// Node/package-lock.json, which test.sh installs.
/// </summary>
public sealed class NodeRun : IDisposable
{
    private const int RandomSeeds = 40;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("arrow-node-");
    private readonly Dictionary<string, (string Schema, string[][][] Batches)> _sent = new(StringComparer.Ordinal);
    private readonly Lazy<JsonElement> _output;

    public NodeRun() => _output = new Lazy<JsonElement>(Run);

    private string Ours => Path.Combine(_root.FullName, "ours");

    private string Theirs => Path.Combine(_root.FullName, "theirs");

    /// <summary>What was written here, and what node says is in it.</summary>
    internal IEnumerable<(string Name, string Schema, string[][][] Batches, JsonElement Read)> Sent()
    {
        var read = _output.Value.GetProperty("read");
        return _sent.Select(sent => (sent.Key, sent.Value.Schema, sent.Value.Batches, read.GetProperty(sent.Key)));
    }

    /// <summary>What node wrote, and what it says is in it.</summary>
    internal IEnumerable<(string Name, byte[] Bytes, JsonElement Expected)> Received()
        => _output.Value.GetProperty("written").EnumerateObject().Select(file => (file.Name, File.ReadAllBytes(Path.Combine(Theirs, file.Name)), file.Value));

    public void Dispose() => _root.Delete(recursive: true);

    private static string Describe(string what) => $"{what} Run ./test.sh once: it installs node, and the packages of tests/Arrow.Conformance/Node with `npm ci`.";

    private JsonElement Run()
    {
        Directory.CreateDirectory(Ours);
        Directory.CreateDirectory(Theirs);
        WriteSamples();
        var folder = typeof(NodeRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "NodeFolder").Value!;
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "apache-arrow")), Describe("The npm package apache-arrow is missing."));
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(folder, "arrow.mjs"), Ours, Theirs })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return JsonDocument.Parse(output).RootElement;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException(Describe("node is missing."), error);
        }
    }

    private void WriteSamples()
    {
        var random = new Random(1);
        foreach (var (type, i) in RandomArrays.AllTypes.Select(static (type, i) => (type, i)))
        {
            Send($"{i:00}-{type.Name}", [.. RandomBatches.Create(random, [type], 3, haveOneDictionary: true)]);
            Send($"{i:00}-{type.Name}-empty", [.. RandomBatches.Create(random, [type], 1, haveOneDictionary: true).Select(static batch => batch.Slice(0, 0))]);
            SendStream($"{i:00}-{type.Name}-streamed", RandomBatches.Create(random, [type], 3, haveOneDictionary: false));
        }

        Send("all", RandomBatches.Create(random, RandomArrays.AllTypes, 2, haveOneDictionary: true));
        Send("metadata", [Metadata.Batch]);
        for (var seed = 0; seed < RandomSeeds; seed++)
        {
            SendStream($"random-{seed}", RandomBatches.Create(seed, haveOneDictionary: false));
            Send($"random-{seed}-same", RandomBatches.Create(seed, haveOneDictionary: true));
        }
    }

    private void Send(string name, RecordBatch[] batches)
    {
        SendStream(name, batches);
        Send($"{name}.file", Streams.WriteFile(batches), batches);
    }

    private void SendStream(string name, RecordBatch[] batches) => Send($"{name}.stream", Streams.Write(batches), batches);

    private void Send(string file, byte[] bytes, RecordBatch[] batches)
    {
        File.WriteAllBytes(Path.Combine(Ours, file), bytes);
        _sent.Add(file, (Description.Of(batches[0].Schema), [.. batches.Select(Description.Of)]));
    }
}
