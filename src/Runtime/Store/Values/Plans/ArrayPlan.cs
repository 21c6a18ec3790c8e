using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

internal sealed class ArrayPlan<T> : ElementsPlan<T[], T>
    where T : unmanaged
{
    public override string Kind => StoredKinds.Array;

    public override bool IsView => false;

    protected override int CountOf(T[] value) => value.Length;

    protected override NDElements<T> ElementsOf(T[] value) => new(value, null);

    protected override T[] Copy(ReadOnlySpan<T> elements) => elements.ToArray();
}
