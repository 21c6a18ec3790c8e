using Apache.Arrow;
using Apache.Arrow.Ipc;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>A stored object as its bytes describe it. They may be anything: what cannot be is an error here, before anybody follows it.</summary>
internal sealed class StoredStream
{
    private readonly PinHold _hold;
    private readonly long _schemaLength;

    /// <param name="hold">The bytes, which the caller has a hold on for as long as it uses this.</param>
    /// <exception cref="RaySerializationException">They are no value of ours.</exception>
    public StoredStream(PinHold hold)
    {
        _hold = hold;
        _schemaLength = IpcFormat.PrefixLength + IpcFormat.ReadMetadata(From(0)).Length;
        Schema = ReadSchema();
        Kind = Text(SchemaMessages.KindKey) ?? throw new RaySerializationException("The object is an Arrow stream, but does not say which kind of value it holds.");
    }

    public PinHold Hold => _hold;

    public Schema Schema { get; }

    public string Kind { get; }

    public string? TypeName => Text(SchemaMessages.TypeKey);

    public int[]? Shape => Text(SchemaMessages.ShapeKey) is not { } text ? null
        : text.Length == 0 ? []
        : [.. text.Split(',').Select(static size => int.TryParse(size, out var value) && value >= 0 ? value : throw new RaySerializationException($"The object says that a dimension has size '{size}'."))];

    public static string ShapeText(ReadOnlySpan<int> shape) => string.Join(',', shape.ToArray());

    /// <summary>The record batch after the schema: its buffers by their place in the object.</summary>
    /// <exception cref="RaySerializationException">There is none, or its buffers lie outside the object.</exception>
    public IReadOnlyList<(long Offset, long Length)> ReadBuffers(out BatchLayout layout)
    {
        var metadata = IpcFormat.ReadMetadata(From(_schemaLength));
        layout = BatchHeader.Read(metadata);
        var body = _schemaLength + IpcFormat.PrefixLength + metadata.Length;
        var available = _hold.Length - body;
        if (layout.BodyLength < 0 || layout.BodyLength > available)
        {
            throw new RaySerializationException($"The object has {available} bytes where {layout.BodyLength} of data were announced.");
        }

        var bodyLength = layout.BodyLength;
        return [.. layout.Buffers.Select(buffer => buffer is { Offset: >= 0, Length: >= 0 } && buffer.Length <= bodyLength && buffer.Offset <= bodyLength - buffer.Length
            ? (body + buffer.Offset, buffer.Length)
            : throw new RaySerializationException($"The object says that {buffer.Length} bytes lie at {buffer.Offset} of its {bodyLength} bytes of data."))];
    }

    private string? Text(string key) => Schema.Metadata is { } metadata && metadata.TryGetValue(key, out var text) ? text : null;

    private unsafe ReadOnlySpan<byte> From(long offset) => offset <= _hold.Length
        ? new ReadOnlySpan<byte>(_hold.Pointer + offset, (int)Math.Min(_hold.Length - offset, int.MaxValue))
        : throw new RaySerializationException("The object ends before its data.");

    private unsafe Schema ReadSchema()
    {
        // A copy: it is small, and what Arrow makes of it may outlive the hold.
        var message = new ReadOnlySpan<byte>(_hold.Pointer, (int)_schemaLength).ToArray();
        try
        {
            using var reader = new ArrowStreamReader(message);
            return reader.Schema ?? throw new RaySerializationException("The object is an Arrow stream without a schema.");
        }
        catch (Exception exception) when (exception is not RaySerializationException)
        {
            throw new RaySerializationException($"The object is no Arrow stream: its schema cannot be read. {exception.Message}", exception);
        }
    }
}
