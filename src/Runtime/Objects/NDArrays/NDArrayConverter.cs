using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Ray.Objects;

/// <summary>Takes arrays through grain calls, whatever memory they lie in.</summary>
[RegisterConverter]
internal sealed class NDArrayConverter<T> : IConverter<NDArray<T>, NDArraySurrogate<T>>
    where T : unmanaged
{
    public NDArray<T> ConvertFromSurrogate(in NDArraySurrogate<T> surrogate)
    {
        var (shape, bytes) = (surrogate.Shape, surrogate.Elements);
        if (shape is null || bytes is null || Array.Exists(shape, static size => size < 0) || bytes.Length != (long)NDShape.LengthOf(shape) * Unsafe.SizeOf<T>())
        {
            throw new RaySerializationException($"The message holds {bytes?.Length ?? 0} bytes where an NDArray<{typeof(T).Name}> of shape {NDShape.Describe(shape)} was announced.");
        }

        return new NDArray<T>(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), shape);
    }

    public NDArraySurrogate<T> ConvertToSurrogate(in NDArray<T> value)
    {
        using var elements = value.Read();
        return new NDArraySurrogate<T> { Shape = value.Shape.ToArray(), Elements = MemoryMarshal.AsBytes(elements.Span).ToArray() };
    }
}
