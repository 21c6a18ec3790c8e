namespace Orleans.Ray.Objects;

/// <summary>An <see cref="NDArray{T}"/> in a message: its elements in row-major order, as bytes, so that any element type can travel.</summary>
[GenerateSerializer, Alias("ray.NDArray`1")]
internal struct NDArraySurrogate<T>
    where T : unmanaged
{
    [Id(0)]
    public int[] Shape;

    [Id(1)]
    public byte[] Elements;
}
