using System.Buffers.Binary;

namespace Orleans.Ray.Store;

/// <summary>What stands at the beginning of an arena's file, so that another process maps nothing else by mistake.</summary>
/// <param name="Capacity">Bytes of data, which follow the header.</param>
/// <param name="Owner">The process that allocates.</param>
internal readonly record struct ArenaHeader(long Capacity, ProcessIdentity Owner)
{
    /// <summary>Where the data begins: a multiple of every machine's pages.</summary>
    public const int Length = 64 * 1024;

    /// <summary>The most that an arena holds, which the file's length and a process's addresses leave room for.</summary>
    public const long MaxCapacity = 1L << 46;

    private const int Version = 1;
    private const int WrittenLength = 40;

    private static ReadOnlySpan<byte> Magic => "RAYARENA"u8;

    public static long LengthOfFile(long capacity) => Length + capacity;

    public byte[] ToBytes()
    {
        var bytes = new byte[WrittenLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Owner.Id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Owner.Started);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Capacity);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), ~Capacity);
        return bytes;
    }

    /// <exception cref="InvalidDataException">The file is no arena, or not all of one.</exception>
    public static ArenaHeader Read(Stream file, string path)
    {
        Span<byte> bytes = stackalloc byte[WrittenLength];
        if (!file.CanSeek || file.Length < Length)
        {
            throw Refused("it is too short, or no file");
        }

        file.ReadExactly(bytes);
        if (!bytes[..8].SequenceEqual(Magic))
        {
            throw Refused("it does not begin like one");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != Version)
        {
            throw Refused($"it is of version {version}, and this process knows version {Version}: use the same version of Orleans.Ray in all processes of a node");
        }

        var capacity = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
        if (capacity is < ArenaAllocator.Alignment or > MaxCapacity || capacity % ArenaAllocator.Alignment != 0 || BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]) != ~capacity)
        {
            throw Refused("its header is damaged");
        }

        if (file.Length != LengthOfFile(capacity))
        {
            throw Refused($"it should have {LengthOfFile(capacity)} bytes and has {file.Length}");
        }

        return new ArenaHeader(capacity, new ProcessIdentity(BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..])));

        InvalidDataException Refused(string why) => new($"'{path}' is not the shared memory of an object store: {why}.");
    }
}
