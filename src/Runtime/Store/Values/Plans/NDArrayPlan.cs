using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>Arrays that are read in place, pinned until they are disposed or collected.</summary>
internal sealed class NDArrayPlan<T> : ElementsPlan<NDArray<T>, T>
    where T : unmanaged
{
    public override string Kind => StoredKinds.NDArray;

    public override bool IsView => true;

    protected override int CountOf(NDArray<T> value) => value.Length;

    protected override NDElements<T> ElementsOf(NDArray<T> value) => value.Read();

    protected override int[]? ShapeOf(NDArray<T> value) => value.Rank == 1 ? null : value.Shape.ToArray();

    protected override NDArray<T> View(PinHold hold, long offset, int count, int[]? shape) => new(hold, offset, shape ?? [count]);
}
