using System.Text.Json;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>Writes a node's records as an array of events in Chrome's trace format.</summary>
/// <remarks>
/// A run that kept its thread is a complete event (<c>X</c>) on that thread's row; one that awaited overlaps others and is a pair of async
/// events (<c>b</c>, <c>e</c>). An arrow (<c>s</c>, <c>f</c>) leads from a submission to its run. Times are microseconds.
/// </remarks>
internal static class ChromeTrace
{
    private const int FlushBytes = 64 * 1024;

    public static async Task WriteAsync(RayNode node, string path, CancellationToken cancellationToken)
    {
        var stream = File.Create(path);
        await using var file = stream.ConfigureAwait(false);
        var writer = new Utf8JsonWriter(stream);
        await using var json = writer.ConfigureAwait(false);
        writer.WriteStartArray();
        WriteProcess(writer, node);
        foreach (var recorder in node.State.Recorders.All)
        {
            WriteThread(writer, recorder);
            foreach (var span in recorder.Spans.Read())
            {
                WriteSpan(writer, span, recorder.ThreadId);
                await FlushIfFullAsync().ConfigureAwait(false);
            }

            foreach (var row in recorder.Ended.Read())
            {
                WriteRun(writer, row, recorder.ThreadId);
                await FlushIfFullAsync().ConfigureAwait(false);
            }
        }

        writer.WriteEndArray();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);

        async ValueTask FlushIfFullAsync()
        {
            if (writer.BytesPending > FlushBytes)
            {
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void WriteProcess(Utf8JsonWriter json, RayNode node)
    {
        json.WriteStartObject();
        WriteHead(json, "M", "process_name", threadId: 0);
        json.WriteStartObject("args");
        json.WriteString("name", $"node {node.Id}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteThread(Utf8JsonWriter json, TaskRecorder recorder)
    {
        json.WriteStartObject();
        WriteHead(json, "M", "thread_name", recorder.ThreadId);
        json.WriteStartObject("args");
        json.WriteString("name", recorder.IsPoolThread ? $"worker {recorder.ThreadId}" : $"{recorder.ThreadName ?? "driver"} {recorder.ThreadId}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, in TimelineSpan span, int threadId)
    {
        var id = span.Task.IsDefault ? null : span.Task.ToString();
        if (span.IsAsync)
        {
            WriteAsyncPair(json, span.Category, span.Name, threadId, span.Start, span.End, id ?? $"{threadId}.{span.Start}", null);
        }
        else
        {
            WriteComplete(json, span.Category, span.Name, threadId, span.Start, span.End, id, null);
        }
    }

    private static void WriteRun(Utf8JsonWriter json, in TaskRow row, int threadId)
    {
        var id = $"{row.Id}.{row.Attempt}";
        if (row.Created > 0)
        {
            // A moment of its own, for the arrow to start at.
            WriteComplete(json, "submit_task", row.Name, row.SubmitThread, row.Created, row.Created + 1, id, null);
            if (row.ArgumentsReady > row.Created)
            {
                WriteAsyncPair(json, "task:wait_for_arguments", row.Name, row.SubmitThread, row.Created, row.ArgumentsReady, id, null);
            }
        }

        if (row.Started == 0 || row.Ended < row.Started)
        {
            return;
        }

        if (row.IsAsync)
        {
            WriteAsyncPair(json, "task:execute", row.Name, threadId, row.Started, row.Ended, id, row.Error?.Type);
        }
        else
        {
            WriteComplete(json, "task:execute", row.Name, threadId, row.Started, row.Ended, id, row.Error?.Type);
            if (row.Created > 0)
            {
                WriteFlow(json, "s", row, row.SubmitThread, row.Created, id);
                WriteFlow(json, "f", row, threadId, row.Started, id);
            }
        }
    }

    private static void WriteComplete(Utf8JsonWriter json, string category, string name, int threadId, long start, long end, string? id, string? error)
    {
        json.WriteStartObject();
        WriteHead(json, "X", name, threadId);
        json.WriteString("cat", category);
        json.WriteNumber("ts", Microseconds(start));
        json.WriteNumber("dur", Microseconds(end - start));
        WriteArguments(json, id, error);
        json.WriteEndObject();
    }

    private static void WriteAsyncPair(Utf8JsonWriter json, string category, string name, int threadId, long start, long end, string id, string? error)
    {
        WriteOne("b", start);
        WriteOne("e", end);

        void WriteOne(string phase, long time)
        {
            json.WriteStartObject();
            WriteHead(json, phase, name, threadId);
            json.WriteString("cat", category);
            json.WriteString("id", id);
            json.WriteNumber("ts", Microseconds(time));
            WriteArguments(json, id, error);
            json.WriteEndObject();
        }
    }

    private static void WriteFlow(Utf8JsonWriter json, string phase, in TaskRow row, int threadId, long time, string id)
    {
        json.WriteStartObject();
        WriteHead(json, phase, row.Name, threadId);
        json.WriteString("cat", "submit_task");
        json.WriteString("id", id);
        json.WriteNumber("ts", Microseconds(time));
        if (phase == "f")
        {
            // Bound to the run that encloses the arrow's end, not to the next one.
            json.WriteString("bp", "e");
        }

        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, string phase, string name, int threadId)
    {
        json.WriteString("ph", phase);
        json.WriteString("name", name);
        json.WriteNumber("pid", Environment.ProcessId);
        json.WriteNumber("tid", threadId);
    }

    private static void WriteArguments(Utf8JsonWriter json, string? id, string? error)
    {
        json.WriteStartObject("args");
        if (id is not null)
        {
            json.WriteString("task_id", id);
        }

        if (error is not null)
        {
            json.WriteString("error_type", error);
        }

        json.WriteEndObject();
    }

    private static double Microseconds(long ticks) => (double)ticks / TimeSpan.TicksPerMicrosecond;
}
