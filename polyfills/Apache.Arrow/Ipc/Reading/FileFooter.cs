using System.Buffers.Binary;

namespace Apache.Arrow.Ipc;

/// <summary>What the end of a file says of the rest.</summary>
internal sealed class FileFooter
{
    private const int TrailerLength = sizeof(int) + 6;

    public required SchemaPlan Plan { get; init; }

    public required FileBlock[] Dictionaries { get; init; }

    public required FileBlock[] Batches { get; init; }

    /// <summary>Checked: every block lies within the file.</summary>
    public static async ValueTask<FileFooter> ReadAsync(Stream stream, bool isAsync, CancellationToken cancellationToken)
    {
        var length = stream.Length;
        var magicLength = FileFormat.Magic.Length;
        if (length < magicLength + TrailerLength)
        {
            throw new InvalidDataException($"{length} bytes are no Arrow file.");
        }

        var ends = new byte[magicLength + TrailerLength];
        stream.Position = 0;
        StreamBytes.CheckComplete(await StreamBytes.FillAsync(stream, ends.AsMemory(0, magicLength), isAsync, cancellationToken).ConfigureAwait(false), magicLength);
        stream.Position = length - TrailerLength;
        StreamBytes.CheckComplete(await StreamBytes.FillAsync(stream, ends.AsMemory(magicLength), isAsync, cancellationToken).ConfigureAwait(false), TrailerLength);
        var footerLength = FooterLength(ends, length);
        stream.Position = length - TrailerLength - footerLength;
        var bytes = new byte[footerLength];
        StreamBytes.CheckComplete(await StreamBytes.FillAsync(stream, bytes, isAsync, cancellationToken).ConfigureAwait(false), footerLength);
        return Parse(bytes, length);
    }

    /// <summary>The metadata of a message without its prefix, which the legacy format has shorter.</summary>
    public static ReadOnlyMemory<byte> Unframed(ReadOnlyMemory<byte> message)
    {
        var prefix = sizeof(int);
        var length = BinaryPrimitives.ReadInt32LittleEndian(message.Span);
        if (length == StreamSource.Continuation && message.Length >= 2 * sizeof(int))
        {
            prefix = 2 * sizeof(int);
            length = BinaryPrimitives.ReadInt32LittleEndian(message.Span[sizeof(int)..]);
        }

        return length > 0 && length <= message.Length - prefix ? message.Slice(prefix, length) : throw Malformed.Metadata($"it cannot have {length} bytes where the footer says {message.Length}");
    }

    private static int FooterLength(ReadOnlySpan<byte> ends, long fileLength)
    {
        var magic = FileFormat.Magic;
        if (!ends.StartsWith(magic) || !ends.EndsWith(magic))
        {
            throw new InvalidDataException("The file does not begin and end as an Arrow file does, with ARROW1.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(ends[magic.Length..]);
        return length > 0 && length <= fileLength - TrailerLength - magic.Length ? length : throw new InvalidDataException($"The footer of a file of {fileLength} bytes cannot have {length}.");
    }

    private static FileFooter Parse(ReadOnlySpan<byte> bytes, long fileLength)
    {
        var footer = FlatTable.Root(bytes);
        Decoder.CheckVersion(footer.Int16(MessageSlots.Footer.Version));
        return new FileFooter
        {
            Plan = SchemaReader.Read(footer.Table(MessageSlots.Footer.Schema), bytes.Length),
            Dictionaries = Blocks(footer.Vector(MessageSlots.Footer.Dictionaries, MessageSlots.Footer.BlockSize), fileLength),
            Batches = Blocks(footer.Vector(MessageSlots.Footer.Batches, MessageSlots.Footer.BlockSize), fileLength),
        };
    }

    private static FileBlock[] Blocks(FlatVector blocks, long fileLength)
    {
        var result = new FileBlock[blocks.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var block = new FileBlock(blocks.Int64(i, 0), blocks.Int32(i, 8), blocks.Int64(i, 16));
            if (block.Offset < 0 || block.MetadataLength <= sizeof(int) || block.Offset > fileLength - block.MetadataLength)
            {
                throw Malformed.Metadata($"a block of {block.MetadataLength} bytes at {block.Offset} is not within the file");
            }

            result[i] = block;
        }

        return result;
    }
}
