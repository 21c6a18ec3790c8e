using System.Buffers.Binary;

namespace Orleans.Runtime;

/// <summary>
/// Values that recur in headers, by their encoded form: who has sent the same bytes before gets the same object. A table of
/// fixed size in which a new value replaces the old one of its slot, so that no input can make it grow.
/// </summary>
internal sealed class Interned<T>(Interned<T>.Parser parse)
{
    private const int SlotCount = 1024;

    private readonly Entry?[] _slots = new Entry?[SlotCount];

    public delegate T Parser(ReadOnlySpan<byte> encoded);

    public T Get(ReadOnlySpan<byte> encoded)
    {
        ref var slot = ref _slots[Hash(encoded) & (SlotCount - 1)];
        if (Volatile.Read(ref slot) is { } entry && encoded.SequenceEqual(entry.Encoded))
        {
            return entry.Value;
        }

        var value = parse(encoded);
        Volatile.Write(ref slot, new Entry(encoded.ToArray(), value));
        return value;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
        }

        foreach (var rest in bytes)
        {
            hash = (hash ^ rest) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
        }

        return (uint)hash;
    }

    private sealed class Entry(byte[] encoded, T value)
    {
        public byte[] Encoded => encoded;

        public T Value => value;
    }
}
