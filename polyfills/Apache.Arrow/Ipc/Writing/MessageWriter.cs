using System.Buffers.Binary;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Makes the metadata of messages, with their prefix, in one array that is used again and again. It is padded so that the body begins at a
/// multiple of 64: as buffers are padded to as much, all of them are aligned where the stream is.
/// </summary>
/// <param name="isLegacy">Whether the prefix lacks its first four bytes.</param>
internal sealed class MessageWriter(bool isLegacy)
{
    private const int Continuation = -1;

    private readonly FlatWriter _flat = new();

    public Body Body { get; } = new();

    /// <param name="position">Of the message in the stream.</param>
    /// <returns>Valid until the next message.</returns>
    public Memory<byte> Schema(SchemaPlan plan, long position)
    {
        _flat.Reset();
        var message = Message(MessageSlots.SchemaHeader, bodyLength: 0);
        _flat.Link(message, MessageSlots.Header, SchemaWriter.Write(_flat, plan));
        return Framed(position);
    }

    /// <inheritdoc cref="Schema"/>
    public Memory<byte> Batch(int length, long position)
    {
        _flat.Reset();
        var message = Message(MessageSlots.BatchHeader, Body.Length);
        _flat.Link(message, MessageSlots.Header, BatchTable(length));
        return Framed(position);
    }

    /// <inheritdoc cref="Schema"/>
    public Memory<byte> Dictionary(long id, int length, long position)
    {
        _flat.Reset();
        var message = Message(MessageSlots.DictionaryHeader, Body.Length);
        var dictionary = _flat.Table(8, 4, 0);
        _flat.Link(message, MessageSlots.Header, dictionary);
        _flat.SetInt64(dictionary, MessageSlots.Dictionary.Id, id);
        _flat.Link(dictionary, MessageSlots.Dictionary.Data, BatchTable(length));
        return Framed(position);
    }

    /// <summary>The footer of a file, without its length.</summary>
    public Memory<byte> Footer(SchemaPlan plan, List<FileBlock> dictionaries, List<FileBlock> batches)
    {
        _flat.Reset();
        var footer = _flat.Table(2, 4, 4, 4);
        _flat.SetRoot(footer);
        _flat.SetInt16(footer, MessageSlots.Footer.Version, MessageSlots.Version5);
        _flat.Link(footer, MessageSlots.Footer.Schema, SchemaWriter.Write(_flat, plan));
        _flat.Link(footer, MessageSlots.Footer.Dictionaries, Blocks(dictionaries));
        _flat.Link(footer, MessageSlots.Footer.Batches, Blocks(batches));
        _flat.Finish();
        return _flat.Memory[FlatWriter.Start..];
    }

    private int Message(byte header, long bodyLength)
    {
        var message = _flat.Table(2, 1, 4, 8);
        _flat.SetRoot(message);
        _flat.SetInt16(message, MessageSlots.Version, MessageSlots.Version5);
        _flat.SetByte(message, MessageSlots.HeaderType, header);
        _flat.SetInt64(message, MessageSlots.BodyLength, bodyLength);
        return message;
    }

    private int BatchTable(int length)
    {
        var batch = _flat.Table(8, 4, 4);
        _flat.SetInt64(batch, MessageSlots.Batch.Length, length);
        var nodes = Body.Nodes;
        var nodeVector = _flat.Structs(nodes.Length, MessageSlots.Batch.NodeSize);
        _flat.Link(batch, MessageSlots.Batch.Nodes, nodeVector);
        for (var i = 0; i < nodes.Length; i++)
        {
            _flat.SetElement(nodeVector, i, MessageSlots.Batch.NodeSize, 0, nodes[i].Length);
            _flat.SetElement(nodeVector, i, MessageSlots.Batch.NodeSize, sizeof(long), nodes[i].NullCount);
        }

        var buffers = Body.Buffers;
        var bufferVector = _flat.Structs(buffers.Length, MessageSlots.Batch.BufferSize);
        _flat.Link(batch, MessageSlots.Batch.Buffers, bufferVector);
        for (var i = 0; i < buffers.Length; i++)
        {
            _flat.SetElement(bufferVector, i, MessageSlots.Batch.BufferSize, 0, buffers[i].Offset);
            _flat.SetElement(bufferVector, i, MessageSlots.Batch.BufferSize, sizeof(long), buffers[i].Length);
        }

        return batch;
    }

    private int Blocks(List<FileBlock> blocks)
    {
        var vector = _flat.Structs(blocks.Count, MessageSlots.Footer.BlockSize);
        for (var i = 0; i < blocks.Count; i++)
        {
            _flat.SetElement(vector, i, MessageSlots.Footer.BlockSize, 0, blocks[i].Offset);
            _flat.SetElement(vector, i, MessageSlots.Footer.BlockSize, 8, blocks[i].MetadataLength);
            _flat.SetElement(vector, i, MessageSlots.Footer.BlockSize, 16, blocks[i].BodyLength);
        }

        return vector;
    }

    private Memory<byte> Framed(long position)
    {
        const int Marker = sizeof(int);
        var start = isLegacy ? Marker : 0;
        var end = position + _flat.Bytes.Length - start;
        _flat.Extend((int)(BitUtility.RoundUpToMultipleOf64(end) - end));
        var bytes = _flat.Bytes;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Continuation);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[Marker..], bytes.Length - FlatWriter.Start);
        return _flat.Memory[start..];
    }
}
