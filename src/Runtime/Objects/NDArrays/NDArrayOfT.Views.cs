using Orleans.Ray.Objects;

namespace Orleans.Ray;

/// <content>Views of the same elements in other shapes.</content>
public sealed partial class NDArray<T>
{
    /// <summary>The part within a range of each dimension, without a copy.</summary>
    /// <param name="ranges">A range for each dimension, outermost first, as in <c>a[10..20, ..]</c>; dimensions that are left out are taken whole.</param>
    /// <exception cref="ArgumentException">There are more ranges than dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range is outside its dimension.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public NDArray<T> this[params ReadOnlySpan<Range> ranges] => Slice(ranges);

    /// <summary>The part within a range of each dimension, without a copy.</summary>
    /// <param name="ranges">A range for each dimension, outermost first; dimensions that are left out are taken whole.</param>
    /// <exception cref="ArgumentException">There are more ranges than dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range is outside its dimension.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public NDArray<T> Slice(params ReadOnlySpan<Range> ranges)
    {
        if (ranges.Length > Rank)
        {
            throw new ArgumentException($"{ranges.Length} ranges were given for an array of {Rank} dimensions.", nameof(ranges));
        }

        var shape = (int[])_shape.Clone();
        nint offset = 0;
        for (var dimension = 0; dimension < ranges.Length; dimension++)
        {
            var start = ranges[dimension].Start.GetOffset(shape[dimension]);
            var end = ranges[dimension].End.GetOffset(shape[dimension]);
            if (start < 0 || end < start || end > shape[dimension])
            {
                throw new ArgumentOutOfRangeException(nameof(ranges), $"The range {ranges[dimension]} is outside dimension {dimension}, which has size {shape[dimension]}.");
            }

            offset += start * _strides[dimension];
            shape[dimension] = end - start;
        }

        // An empty view points at nothing, least of all behind the last element.
        return View(shape.Contains(0) ? 0 : offset, shape, _strides, NDShape.IsDense(shape, _strides));
    }

    /// <summary>Every so many-th index of one dimension, from the first on, without a copy.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="step">How far apart the indices are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or the step is less than 1.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public NDArray<T> Every(int dimension, int step)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)dimension, (uint)Rank, nameof(dimension));
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var shape = (int[])_shape.Clone();
        var strides = (nint[])_strides.Clone();
        shape[dimension] = shape[dimension] == 0 ? 0 : ((shape[dimension] - 1) / step) + 1;
        strides[dimension] *= step;
        return View(0, shape, strides, NDShape.IsDense(shape, strides));
    }

    /// <summary>What lies at one index of the outermost dimension, without a copy: a row of a matrix.</summary>
    /// <param name="index">The index.</param>
    /// <returns>An array of one dimension less.</returns>
    /// <exception cref="InvalidOperationException">The array has no dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the outermost dimension.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public NDArray<T> Row(int index)
    {
        if (Rank == 0)
        {
            throw new InvalidOperationException("An array without dimensions has no rows.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_shape[0], nameof(index));
        var (shape, strides) = (_shape[1..], _strides[1..]);
        return View(shape.Contains(0) ? 0 : index * _strides[0], shape, strides, NDShape.IsDense(shape, strides));
    }

    /// <summary>The dimensions in reverse order, without a copy: rows of a matrix become columns.</summary>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public NDArray<T> Transpose()
    {
        int[] shape = [.. _shape.AsEnumerable().Reverse()];
        nint[] strides = [.. _strides.AsEnumerable().Reverse()];
        return View(0, shape, strides, NDShape.IsDense(shape, strides));
    }

    /// <summary>The same elements in another shape, without a copy.</summary>
    /// <param name="shape">The size of each dimension; one of them may be -1, for whatever fits.</param>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    /// <exception cref="InvalidOperationException">The elements of this view do not lie together.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public NDArray<T> Reshape(params ReadOnlySpan<int> shape)
    {
        ThrowIfNotContiguous();
        var sizes = shape.ToArray();
        var open = Array.IndexOf(sizes, -1);
        if (open >= 0)
        {
            sizes[open] = 1;
            var others = NDShape.LengthOf(sizes);
            sizes[open] = others == 0 || Length % others != 0 ? 0 : Length / others;
        }

        return NDShape.LengthOf(sizes) == Length
            ? View(0, sizes, NDShape.DenseStrides(sizes), isContiguous: true)
            : throw new ArgumentException($"{this} has {Length} elements, which do not fill the shape {NDShape.Describe(shape)}.", nameof(shape));
    }
}
