using System.Data.SqlTypes;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Arrays;

public sealed class BinaryArrayTests
{
    private static readonly string[] Words = ["", "größer", "😀"];

    [Fact]
    public void Strings_are_UTF8_and_may_be_null()
    {
        var array = new StringArray.Builder().AppendRange(Words).Append(null).Append("a").Build();
        Assert.Equal([.. Words, null, "a"], ((IEnumerable<string?>)array).ToList());
        Assert.Equal([0, 0, 8, 12, 12, 13], array.ValueOffsets);
        Assert.Equal((8, 0), (array.GetValueLength(1), array.GetValueLength(3)));
        Assert.Equal(["😀", null], ((IEnumerable<string?>)(StringArray)array.Slice(2, 2)).ToList());
        Assert.Throws<ArgumentOutOfRangeException>(() => array.GetString(5));
    }

    [Fact]
    public void Large_strings_are_the_same()
    {
        var array = new LargeStringArray.Builder().AppendRange(Words).Append(null).Build();
        Assert.Equal([.. Words, null], ((IEnumerable<string?>)array).ToList());
        Assert.Equal([0L, 0, 8, 12, 12], array.ValueOffsets);
    }

    [Fact]
    public void An_empty_array_has_one_offset()
        => Assert.Equal([0], new StringArray.Builder().Build().ValueOffsets);

    [Fact]
    public void Materialized_strings_are_the_same_instances()
    {
        var array = new StringArray.Builder().Append("text").Build();
        Assert.NotSame(array.GetString(0), array.GetString(0));
        array.Materialize();
        Assert.True(array.IsMaterialized());
        Assert.Same(array.GetString(0), array.GetString(0));
    }

    [Fact]
    public void Bytes_are_values_of_one_byte_and_spans_are_one_value()
    {
        var array = new BinaryArray.Builder().Append(1).AppendRange(new byte[] { 2, 3 }).Append([4, 5]).AppendRange(new byte[]?[] { null, [] }).Build();
        Assert.Equal([[1], [2], [3], [4, 5], null, []], ((IEnumerable<byte[]?>)array).ToList());
        Assert.True(array.GetBytes(4, out var isNull).IsEmpty);
        Assert.True(isNull);
    }

    [Fact]
    public void Null_elements_are_empty_in_large_binary_lists()
        => Assert.Equal([[1, 2], []], ((IEnumerable<byte[]>)new LargeBinaryArray.Builder().Append([1, 2]).AppendNull().Build()).ToList());

    [Fact]
    public void Values_of_any_length_cannot_be_set_or_swapped()
    {
        Assert.Throws<NotImplementedException>(static () => new StringArray.Builder().Append("a").Append("b").Swap(0, 1));
        Assert.Throws<NotImplementedException>(static () => new BinaryArray.Builder().Append(1).Set(0, 2));
    }

    [Fact]
    public void Decimals_keep_their_scale()
    {
        var array = new Decimal128Array.Builder(new Decimal128Type(10, 2)).Append(12.5m).Append(-0.01m).AppendNull().Append("7").Append(new SqlDecimal(1.25m)).Build();
        Assert.Equal(["12.50", "-0.01", null, "7.00", "1.25"], Enumerable.Range(0, 5).Select(array.GetString));
        Assert.Equal([12.50m, -0.01m, null, 7m, 1.25m], array.ToList(includeNulls: true));
        Assert.Equal(new SqlDecimal(12.50m), array.GetSqlDecimal(0));
        Assert.Equal(16, array.ByteWidth);
    }

    [Fact]
    public void Decimals_that_do_not_fit_are_refused()
    {
        var builder = new Decimal128Array.Builder(new Decimal128Type(4, 2));
        Assert.Throws<OverflowException>(() => builder.Append(0.001m));
        Assert.Throws<OverflowException>(() => builder.Append(100m));
        Assert.Equal(0, builder.Length);
    }

    [Fact]
    public void Decimals_of_38_digits_are_read_as_text()
    {
        var text = "-" + new string('9', 36) + ".25";
        var array = new Decimal128Array.Builder(new Decimal128Type(38, 2)).Append(text).Build();
        Assert.Equal(text, array.GetString(0));
        Assert.Throws<OverflowException>(() => array.GetValue(0));
        Assert.False(array.TryGetValue(0, out _));
    }
}
