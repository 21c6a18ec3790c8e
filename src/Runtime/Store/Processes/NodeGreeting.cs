using System.Buffers.Binary;
using System.Text;

namespace Orleans.Ray.Store;

/// <summary>The client's side of the greeting.</summary>
internal static class NodeGreeting
{
    /// <summary>Tells the node who this is, and maps the memory that it names.</summary>
    /// <exception cref="IOException">It refuses this process, or says nothing.</exception>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static Arena Exchange(FrameStream stream, string path)
    {
        Span<byte> mine = stackalloc byte[StoreProtocol.ClientGreetingLength];
        StoreProtocol.Magic.CopyTo(mine);
        BinaryPrimitives.WriteUInt32LittleEndian(mine[8..], StoreProtocol.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(mine[12..], (uint)Environment.ProcessId);
        stream.WriteGreeting(mine);

        Span<byte> its = stackalloc byte[StoreProtocol.NodeGreetingLength];
        stream.ReadGreeting(its);
        if (!its.StartsWith(StoreProtocol.Magic))
        {
            throw new InvalidDataException($"What answers at '{path}' is not the object store of a node.");
        }

        var text = new byte[BinaryPrimitives.ReadUInt16LittleEndian(its[24..])];
        stream.ReadGreeting(text);
        if (BinaryPrimitives.ReadUInt32LittleEndian(its[12..]) != 0)
        {
            throw new IOException($"The node at '{path}' refused this process: {Encoding.UTF8.GetString(text)}");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(its[8..]);
        if (version != StoreProtocol.Version)
        {
            throw new InvalidDataException($"The node at '{path}' speaks version {version} of the object store's protocol, and this process version {StoreProtocol.Version}. Use the same version of Orleans.Ray in all processes of a node.");
        }

        var arena = Arena.Open(Encoding.UTF8.GetString(text));
        var capacity = BinaryPrimitives.ReadInt64LittleEndian(its[16..]);
        if (arena.Capacity != capacity)
        {
            arena.Dispose();
            throw new InvalidDataException($"The node at '{path}' says that its memory has {capacity} bytes, and '{arena.Path}' has {arena.Capacity}.");
        }

        return arena;
    }
}
