using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Arrow.Conformance.Shared;

/// <summary>Whole streams and files in memory.</summary>
internal static class Streams
{
    public static byte[] Write(params RecordBatch[] batches) => Write(batches[0].Schema, batches, options: null);

    public static byte[] Write(Schema schema, RecordBatch[] batches, IpcOptions? options)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true, options))
        {
            WriteAll(writer, batches);
        }

        return stream.ToArray();
    }

    public static byte[] WriteFile(params RecordBatch[] batches)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowFileWriter(stream, batches[0].Schema, leaveOpen: true))
        {
            WriteAll(writer, batches);
        }

        return stream.ToArray();
    }

    public static List<RecordBatch> Read(byte[] bytes)
    {
        using var reader = new ArrowStreamReader(bytes);
        return ReadAll(reader);
    }

    public static List<RecordBatch> ReadFile(byte[] bytes)
    {
        using var reader = new ArrowFileReader(new MemoryStream(bytes));
        return ReadAll(reader);
    }

    public static List<RecordBatch> ReadAll(ArrowStreamReader reader)
    {
        var batches = new List<RecordBatch>();
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            batches.Add(batch);
        }

        return batches;
    }

    public static async Task<List<RecordBatch>> ReadAllAsync(ArrowStreamReader reader)
    {
        var batches = new List<RecordBatch>();
        while (await reader.ReadNextRecordBatchAsync() is { } batch)
        {
            batches.Add(batch);
        }

        return batches;
    }

    private static void WriteAll(ArrowStreamWriter writer, RecordBatch[] batches)
    {
        writer.WriteStart();
        foreach (var batch in batches)
        {
            writer.WriteRecordBatch(batch);
        }

        writer.WriteEnd();
    }
}
