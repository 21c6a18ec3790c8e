using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>Memory that is read in place, pinned until it is collected.</summary>
internal sealed class ReadOnlyMemoryPlan<T> : ElementsPlan<ReadOnlyMemory<T>, T>
    where T : unmanaged
{
    public override string Kind => StoredKinds.ReadOnlyMemory;

    public override bool IsView => true;

    protected override int CountOf(ReadOnlyMemory<T> value) => value.Length;

    protected override NDElements<T> ElementsOf(ReadOnlyMemory<T> value) => new(value.Span, null);

    protected override ReadOnlyMemory<T> View(PinHold hold, long offset, int count, int[]? shape) => new PinnedMemory<T>(hold, offset, count).Memory;
}
