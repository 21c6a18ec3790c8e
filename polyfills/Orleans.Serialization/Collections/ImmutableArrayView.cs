using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orleans.Serialization.Collections;

internal sealed class ImmutableArrayView<T> : ArrayView<ImmutableArray<T>, T>
{
    public override bool IsImmutable => true;

    public override T[]? WholeArray(ImmutableArray<T> view) => ImmutableCollectionsMarshal.AsArray(view);

    public override T[]? ToArray(ImmutableArray<T> view) => null;

    public override ImmutableArray<T> FromArray(T[]? array) => ImmutableCollectionsMarshal.AsImmutableArray(array);
}
