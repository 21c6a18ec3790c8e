using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>Read in place: the memory keeps the whole object pinned until it is collected.</summary>
internal sealed class OutOfBandReadOnlyMemoryCodec<T> : OutOfBandCodec<ReadOnlyMemory<T>, T>
    where T : unmanaged
{
    protected override object? IdentityOf(ReadOnlyMemory<T> value) => null;

    protected override ReadOnlyMemory<T> ElementsOf(ReadOnlyMemory<T> value) => value;

    protected override ReadOnlyMemory<T> Make(ReadOnlySpan<T> elements, int[]? shape) => elements.ToArray();

    protected override ReadOnlyMemory<T> MakeOf(OutOfBandReading reading, long offset, int count, int[]? shape) =>
        new PinnedMemory<T>(reading.AddHold(), offset, count).Memory;
}
