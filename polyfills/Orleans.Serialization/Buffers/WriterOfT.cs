using System.Buffers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Buffers;

/// <summary>What hand-written codecs write to.</summary>
public ref struct Writer<TBufferWriter>
    where TBufferWriter : IBufferWriter<byte>
{
    public TBufferWriter Output;

    private readonly WireWriter _wire;
    private readonly Span<byte> _destination;
    private int _delivered;

    internal Writer(TBufferWriter output, WireWriter wire)
    {
        Output = output;
        _wire = wire;
    }

    internal Writer(Span<byte> destination, WireWriter wire)
    {
        Output = default!;
        _destination = destination;
        _wire = wire;
    }

    public readonly SerializerSession Session => _wire.Session;

    public readonly int Position => _wire.Position;

    public readonly Span<byte> WritableSpan => _wire.Writable;

    internal readonly WireWriter Wire => _wire;

    public readonly void Dispose() => _wire.End();

    public readonly void AdvanceSpan(int length) => _wire.Advance(length);

    /// <summary>Hands over to the output what was written so far.</summary>
    public void Commit()
    {
        if (!typeof(TBufferWriter).IsValueType)
        {
            _wire.Flush();
            return;
        }

        var written = _wire.Written;
        if (typeof(TBufferWriter) == typeof(Adaptors.SpanBufferWriter))
        {
            if (written.Length > _destination.Length - _delivered)
            {
                throw new InvalidOperationException("The destination is too small for the serialized value.");
            }

            written.CopyTo(_destination[_delivered..]);
        }
        else
        {
            while (!written.IsEmpty)
            {
                var span = Output.GetSpan(1);
                var piece = Math.Min(span.Length, written.Length);
                written[..piece].CopyTo(span);
                Output.Advance(piece);
                written = written[piece..];
            }
        }

        _delivered += _wire.Written.Length;
        _wire.TakeWritten();
    }

    public readonly void EnsureContiguous(int length) => _wire.Ensure(length);

    public readonly void Allocate(int sizeHint) => _wire.Ensure(Math.Max(sizeHint, 1));

    public readonly void Write(scoped ReadOnlySpan<byte> value) => _wire.Write(value);

    public readonly void WriteByte(byte value) => _wire.WriteByte(value);

    public readonly void WriteInt32(int value) => _wire.WriteFixed32((uint)value);

    public readonly void WriteInt64(long value) => _wire.WriteFixed64((ulong)value);

    public readonly void WriteUInt32(uint value) => _wire.WriteFixed32(value);

    public readonly void WriteUInt64(ulong value) => _wire.WriteFixed64(value);

    public readonly void WriteVarUInt8(byte value) => _wire.WriteVarUInt64(value);

    public readonly void WriteVarUInt16(ushort value) => _wire.WriteVarUInt64(value);

    public readonly void WriteVarUInt32(uint value) => _wire.WriteVarUInt64(value);

    public readonly void WriteVarUInt64(ulong value) => _wire.WriteVarUInt64(value);

    public readonly void WriteVarInt8(sbyte value) => _wire.WriteVarInt64(value);

    public readonly void WriteVarInt16(short value) => _wire.WriteVarInt64(value);

    public readonly void WriteVarInt32(int value) => _wire.WriteVarInt64(value);

    public readonly void WriteVarInt64(long value) => _wire.WriteVarInt64(value);

    public readonly void WriteFieldHeader(uint fieldId, Type? expectedType, Type? actualType, WireType wireType)
        => _wire.WriteHeader(fieldId, actualType == expectedType ? null : actualType, wireType);

    public readonly void WriteFieldHeaderExpected(uint fieldId, WireType wireType) => _wire.WriteHeader(fieldId, null, wireType);

    public readonly void WriteStartObject(uint fieldId, Type? expectedType, Type actualType)
        => WriteFieldHeader(fieldId, expectedType, actualType, WireType.TagDelimited);

    public readonly void WriteEndObject() => _wire.WriteEndObject();

    public readonly void WriteEndBase() => _wire.WriteEndBase();
}
