using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>
/// Values that are in essence one array of numbers or structs. The object is a stream of one record batch of one column, whose buffer starts at a multiple of 64 bytes.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TElement">The type of their elements.</typeparam>
internal abstract class ElementsPlan<T, TElement> : ValuePlan<T>
    where TElement : unmanaged
{
    // Of shapes; streams of one dimension are all alike but for a length.
    private const int MaxPrefixes = 1024;

    // What is written at once, through a span.
    private const int Small = 16 * 1024;

    private static readonly int ElementSize = Unsafe.SizeOf<TElement>();

    private readonly ConcurrentDictionary<string, byte[]> _prefixes = new();
    private readonly Lazy<byte[]> _prefix;

    protected ElementsPlan() => _prefix = new(() => MakePrefix(null));

    /// <summary>Whether readers get the object's own memory, and not a copy of it.</summary>
    public abstract bool IsView { get; }

    public sealed override bool MayStore(ValueStore store, T value) => store.IsLarge((long)CountOf(value) * ElementSize);

    public sealed override StoredValue<T>? TryPut(ValueStore store, T value, in StoredObjectOrigin origin)
    {
        if (!MayStore(store, value))
        {
            return null;
        }

        using var elements = ElementsOf(value);
        var bytes = (long)elements.Span.Length * ElementSize;
        var shape = ShapeOf(value);
        var prefix = PrefixOf(shape);
        using var writer = store.Objects.Create(prefix.Length + IpcFormat.Align(bytes) + IpcFormat.PrefixLength, origin.Describe());
        if (writer.Size <= Small)
        {
            WriteSmall(writer.Span, prefix, elements.Span);
        }
        else
        {
            WriteLarge(writer, prefix, elements.Span);
        }

        // A span does not keep memory alive.
        GC.KeepAlive(value);
        return new StoredElements<T, TElement>(this, writer.Seal(), prefix.Length, elements.Span.Length, shape);
    }

    public sealed override unsafe T Read(ValueStore store, StoredStream stream)
    {
        ThrowIfOther(stream);
        if (stream.TypeName != ElementTypes.NameOf(typeof(TElement)))
        {
            throw new RaySerializationException($"The object holds elements of type {stream.TypeName}, which cannot be read as {typeof(T)}.");
        }

        var buffers = stream.ReadBuffers(out _);
        if (buffers.Count != 2)
        {
            throw new RaySerializationException($"The object has {buffers.Count} buffers where one array was announced.");
        }

        var (offset, length) = buffers[1];
        var count = Blocks.Count<TElement>(length);
        var shape = stream.Shape;
        if (shape is not null && NDShape.LengthOf(shape) != count)
        {
            throw new RaySerializationException($"The object holds {count} elements where the shape {NDShape.Describe(shape)} was announced.");
        }

        return IsView
            ? View(stream.Hold.TryAdd() ? stream.Hold : throw new ObjectDisposedException(nameof(PinHold)), offset, count, shape)
            : Copy(new ReadOnlySpan<TElement>(stream.Hold.Pointer + offset, count));
    }

    /// <summary>What its own bytes in the store say, without asking them.</summary>
    public unsafe T Read(StoredObject stored, long offset, int count, int[]? shape)
    {
        if (IsView)
        {
            return View(Pins.Hold(stored), offset, count, shape);
        }

        // Most copies are short; a pin is an object with a finalizer.
        if (stored.TryAddPin(out var address))
        {
            try
            {
                return Copy(new ReadOnlySpan<TElement>((byte*)address + offset, count));
            }
            finally
            {
                stored.ReleasePin();
            }
        }

        using var restored = stored.Pin();
        return Copy(new ReadOnlySpan<TElement>(restored.Pointer + offset, count));
    }

    protected abstract int CountOf(T value);

    protected abstract NDElements<TElement> ElementsOf(T value);

    /// <summary>The sizes of its dimensions, where there is not exactly one.</summary>
    protected virtual int[]? ShapeOf(T value) => null;

    protected virtual T Copy(ReadOnlySpan<TElement> elements) => throw new NotSupportedException();

    /// <param name="hold">A hold that the view takes over.</param>
    /// <param name="offset">Where the elements are, in bytes.</param>
    /// <param name="count">How many.</param>
    /// <param name="shape">The sizes of its dimensions, where there is not exactly one.</param>
    protected virtual T View(PinHold hold, long offset, int count, int[]? shape) => throw new NotSupportedException();

    private static void WriteSmall(Span<byte> destination, byte[] prefix, ReadOnlySpan<TElement> elements)
    {
        var bytes = MemoryMarshal.AsBytes(elements);
        prefix.CopyTo(destination);
        SetLength(destination[..prefix.Length], elements.Length, bytes.Length);
        bytes.CopyTo(destination[prefix.Length..]);
        var tail = destination[(prefix.Length + bytes.Length)..];
        tail.Clear();
        IpcFormat.WritePrefix(tail[^IpcFormat.PrefixLength..], 0);
    }

    private static void WriteLarge(StoreWriter writer, byte[] prefix, ReadOnlySpan<TElement> elements)
    {
        var bytes = (long)elements.Length * ElementSize;
        Span<byte> head = prefix.Length <= 2048 ? stackalloc byte[prefix.Length] : new byte[prefix.Length];
        prefix.CopyTo(head);
        SetLength(head, elements.Length, bytes);
        writer.Write(0, head);
        Blocks.Write(writer, prefix.Length, elements);
        Span<byte> tail = stackalloc byte[(int)(writer.Size - prefix.Length - bytes)];
        tail.Clear();
        IpcFormat.WritePrefix(tail[^IpcFormat.PrefixLength..], 0);
        writer.Write(prefix.Length + bytes, tail);
    }

    private static void SetLength(Span<byte> prefix, long rows, long bytes)
    {
        // The schema comes first.
        var schema = IpcFormat.PrefixLength + BinaryPrimitives.ReadInt32LittleEndian(prefix[sizeof(int)..]);
        BatchHeader.SetColumn(prefix[schema..], rows, bytes);
    }

    private byte[] PrefixOf(int[]? shape)
    {
        if (shape is null)
        {
            return _prefix.Value;
        }

        if (_prefixes.Count >= MaxPrefixes)
        {
            _prefixes.Clear();
        }

        return _prefixes.GetOrAdd(StoredStream.ShapeText(shape), MakePrefix);
    }

    private byte[] MakePrefix(string? shape)
    {
        ElementTypes.Know(typeof(TElement));
        var metadata = new Dictionary<string, string> { [SchemaMessages.KindKey] = Kind, [SchemaMessages.TypeKey] = ElementTypes.NameOf(typeof(TElement)) };
        if (shape is not null)
        {
            metadata[SchemaMessages.ShapeKey] = shape;
        }

        var schema = SchemaMessages.Write([new Field("values", ElementTypes.ArrowTypeOf(typeof(TElement), ElementSize), nullable: false)], metadata);
        var layout = new BatchLayout(0);
        layout.AddArray(0);
        layout.AddBuffer(0);
        var prefix = new byte[schema.Length + BatchHeader.LengthAt(schema.Length, layout)];
        schema.CopyTo(prefix, 0);
        BatchHeader.Write(prefix.AsSpan(schema.Length), layout);
        return prefix;
    }
}
