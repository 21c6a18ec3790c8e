using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>Memory that its reader may write to: a copy of its own.</summary>
internal sealed class MemoryPlan<T> : ElementsPlan<Memory<T>, T>
    where T : unmanaged
{
    public override string Kind => StoredKinds.Memory;

    public override bool IsView => false;

    protected override int CountOf(Memory<T> value) => value.Length;

    protected override NDElements<T> ElementsOf(Memory<T> value) => new(value.Span, null);

    protected override Memory<T> Copy(ReadOnlySpan<T> elements) => elements.ToArray();
}
