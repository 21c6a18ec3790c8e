using System.Numerics;
using System.Runtime.InteropServices;

namespace Orleans.Ray.Store;

/// <summary>The CRC-32C of bytes that come in parts, each of a multiple of eight bytes but the last: one instruction for eight bytes on current processors.</summary>
internal struct SpillChecksum()
{
    private uint _crc = uint.MaxValue;

    public readonly uint Value => ~_crc;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var last in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, last);
        }

        _crc = crc;
    }
}
