using System.Runtime.InteropServices;

namespace Orleans.Ray.Scheduling;

/// <summary>Where a segment of a <see cref="WorkQueue{T}"/> stands. Apart from each other and from the rest: those who add do not disturb those who take.</summary>
[StructLayout(LayoutKind.Explicit, Size = 3 * CacheLine)]
internal struct SegmentEnds
{
    private const int CacheLine = 64;

    [FieldOffset(CacheLine)]
    public int Head;

    [FieldOffset(2 * CacheLine)]
    public int Tail;
}
