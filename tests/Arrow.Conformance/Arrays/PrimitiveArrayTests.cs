using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Arrays;

public sealed class PrimitiveArrayTests
{
    private static readonly Int32Array Numbers = new Int32Array.Builder().Append(1).AppendNull().Append(3).Append(4).Build();

    [Fact]
    public void Nulls_have_no_value_and_a_zero_in_the_values()
    {
        Assert.Equal([1, null, 3, 4], ((IEnumerable<int?>)Numbers).ToList());
        Assert.Equal([1, 0, 3, 4], Numbers.Values);
        Assert.Equal((4, 1, 0), (Numbers.Length, Numbers.NullCount, Numbers.Offset));
        Assert.True(Numbers.IsNull(1));
        Assert.True(Numbers.IsValid(0));
    }

    [Fact]
    public void Without_nulls_there_is_no_bitmap()
        => Assert.True(new Int32Array.Builder().Append(1).Build().NullBitmapBuffer.IsEmpty);

    [Fact]
    public void ToList_drops_nulls_unless_asked_for_them()
    {
        Assert.Equal([1, 3, 4], Numbers.ToList());
        Assert.Equal([1, null, 3, 4], Numbers.ToList(includeNulls: true));
    }

    [Fact]
    public void Elements_outside_of_the_array_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.GetValue(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.GetValue(-1));
    }

    [Fact]
    public void A_slice_shares_the_buffers()
    {
        var slice = (Int32Array)Numbers.Slice(1, 2);
        Assert.Equal([null, 3], ((IEnumerable<int?>)slice).ToList());
        Assert.Equal((2, 1, 1), (slice.Length, slice.Offset, slice.NullCount));
        Assert.True(slice.ValueBuffer.Span == Numbers.ValueBuffer.Span);
        Assert.Equal([3], ((IEnumerable<int?>)(Int32Array)slice.Slice(1, 100)).ToList());
        Assert.Empty(((IEnumerable<int?>)(Int32Array)Numbers.Slice(4, 1)).ToList());
        Assert.Throws<ArgumentException>(() => Numbers.Slice(5, 0));
    }

    [Fact]
    public void A_disposed_slice_takes_its_parent_along_and_a_shared_one_does_not()
    {
        var parent = new Int32Array.Builder().Append(1).Append(2).Build();
        using (parent.SliceShared(0, 1))
        {
        }

        Assert.Equal(2, parent.GetValue(1));
        parent.Slice(0, 1).Dispose();
        Assert.ThrowsAny<Exception>(() => parent.GetValue(1));
    }

    [Fact]
    public void A_null_count_of_zero_hides_the_bitmap()
    {
        var array = new Int32Array(new ArrowBuffer(new byte[8]), new ArrowBuffer(new byte[1]), 2, nullCount: 0, offset: 0);
        Assert.Equal([0, 0], ((IEnumerable<int?>)array).ToList());
    }

    [Fact]
    public void An_unknown_null_count_is_counted()
    {
        var array = new Int32Array(new ArrowBuffer(new byte[12]), new ArrowBuffer(new byte[] { 0b101 }), 3, nullCount: -1, offset: 0);
        Assert.Equal(1, array.NullCount);
        Assert.Equal(-1, new ArrayData(Int32Type.Default, 3, -1, 0, [array.NullBitmapBuffer, array.ValueBuffer]).NullCount);
    }

    [Fact]
    public void A_builder_goes_on_after_building()
    {
        var builder = new DoubleArray.Builder().Append(1);
        var first = builder.Build();
        Assert.Equal(2, builder.AppendNull().Build().Length);
        Assert.Equal(1, first.Length);
    }

    [Fact]
    public void A_builder_that_is_resized_has_nulls()
        => Assert.Equal([null, null], ((IEnumerable<long?>)new Int64Array.Builder().Resize(2).Build()).ToList());

    [Fact]
    public void Builders_set_and_swap()
    {
        var array = new Int16Array.Builder().Append(1).AppendNull().Append((short?)null).Append((short?)4).Set(1, 2).Swap(0, 2).Build();
        Assert.Equal([null, 2, 1, 4], ((IEnumerable<short?>)array).ToList());
        Assert.Equal([5, 6, 7], new Int32Array.Builder().AppendRange([5, 6]).Append([7]).Build().Values);
    }

    [Fact]
    public void Halves_are_numbers_like_others()
        => Assert.Equal([(Half)1.5f, null], ((IEnumerable<Half?>)new HalfFloatArray.Builder().Append((Half)1.5f).AppendNull().Build()).ToList());

    [Fact]
    public void Data_of_another_type_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Int64Array(Numbers.Data));
        Assert.Throws<ArgumentException>(() => new Int32Array(new ArrayData(Int32Type.Default, 0, 0, 0, [ArrowBuffer.Empty])));
        Assert.Throws<ArgumentNullException>(() => new Int32Array(null));
    }

    [Fact]
    public void Booleans_are_bits()
    {
        var array = new BooleanArray.Builder().Append(true).AppendNull().NullableAppend(false).NullableAppend(null).AppendRange([true, true]).Toggle(5).Build();
        Assert.Equal([true, null, false, null, true, false], ((IEnumerable<bool?>)array).ToList());
        Assert.Equal(new byte[] { 0b01_0001 }, array.Values.ToArray());
        Assert.Equal(2, array.NullCount);
        var slice = (BooleanArray)array.Slice(4, 1);
        Assert.Equal(true, slice.GetValue(0));
        Assert.Equal(array.ValueBuffer.Span[0], slice.Values[0]);
    }

    [Fact]
    public void Null_arrays_have_nulls_alone()
    {
        var array = new NullArray.Builder().AppendNull().AppendNull().Build();
        Assert.Equal((2, 2), (array.Length, array.NullCount));
        Assert.True(array.IsNull(0));
        Assert.Throws<ArgumentException>(() => new NullArray(new ArrayData(NullType.Default, 2, 1, 0, buffers: [], children: [])));
    }

    [Fact]
    public void A_visitor_gets_the_array_that_it_asks_for_exactly()
    {
        var visitor = new BinaryVisitor();
        new BinaryArray.Builder().Build().Accept(visitor);
        new StringArray.Builder().Build().Accept(visitor);
        Assert.Equal(["binary", "other"], visitor.Visits);
    }

    private sealed class BinaryVisitor : IArrowArrayVisitor<BinaryArray>
    {
        public List<string> Visits { get; } = [];

        public void Visit(BinaryArray array) => Visits.Add("binary");

        public void Visit(IArrowArray array) => Visits.Add("other");
    }
}
