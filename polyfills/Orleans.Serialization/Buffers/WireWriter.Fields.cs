using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Buffers;

internal sealed partial class WireWriter
{
    /// <param name="type">The type to name in the header; null where the reader expects exactly this type.</param>
    public void WriteHeader(uint delta, Type? type, WireType wireType)
    {
        Session.Writing.NextId++;
        var tag = (uint)wireType;
        if (type is not null)
        {
            WriteHeaderWithType(delta, type, tag);
        }
        else if (delta <= Tag.MaxInlineDelta)
        {
            WriteByte((byte)(tag | delta));
        }
        else
        {
            WriteByte((byte)(tag | Tag.FieldIdMask));
            WriteVarUInt64(delta);
        }
    }

    public void WriteNull(uint delta) => WriteReference(delta, 0);

    public void WriteReference(uint delta, int id)
    {
        WriteTagAndDelta((uint)WireType.Reference, delta);
        WriteVarUInt64((uint)id);
    }

    public void WriteEndObject() => WriteByte((byte)((uint)WireType.Extended | (uint)ExtendedWireType.EndTagDelimited));

    public void WriteEndBase() => WriteByte((byte)((uint)WireType.Extended | (uint)ExtendedWireType.EndBaseFields));

    /// <summary>
    /// Writes a reference if the object was written before; otherwise gives it the id of the header that the caller
    /// writes next.
    /// </summary>
    /// <param name="type">
    /// As for a header. A reader that skipped the object may not know the type that was expected there, and learns it here.
    /// </param>
    public bool TryWriteReference(uint delta, Type? type, object value)
    {
        var writing = Session.Writing;
        if (writing.Objects.TryAdd(value, writing.NextId + 1, out var known))
        {
            return false;
        }

        if (type is null)
        {
            WriteReference(delta, known);
        }
        else
        {
            WriteHeaderWithType(delta, type, (uint)WireType.Reference);
            WriteVarUInt64((uint)known);
        }

        return true;
    }

    private void WriteHeaderWithType(uint delta, Type type, uint tag)
    {
        var writing = Session.Writing;
        if (WellKnownTypes.TryGetId(type, out var wellKnown))
        {
            WriteTagAndDelta(tag | (uint)SchemaType.WellKnown, delta);
            WriteVarUInt64(wellKnown);
        }
        else if (writing.Types.TryGetValue(type, out var index))
        {
            WriteTagAndDelta(tag | (uint)SchemaType.Referenced, delta);
            WriteVarUInt64((uint)index);
        }
        else
        {
            var name = Session.CodecProvider.TypeNames.Encode(type);
            writing.Types.Add(type, writing.Types.Count);
            WriteTagAndDelta(tag | (uint)SchemaType.Encoded, delta);
            WriteVarUInt64((uint)name.Length);
            Write(name);
        }
    }

    private void WriteTagAndDelta(uint tag, uint delta)
    {
        if (delta <= Tag.MaxInlineDelta)
        {
            WriteByte((byte)(tag | delta));
        }
        else
        {
            WriteByte((byte)(tag | Tag.FieldIdMask));
            WriteVarUInt64(delta);
        }
    }
}
