using Apache.Arrow;
using Apache.Arrow.Types;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Arrays;

public sealed class NestedArrayTests
{
    [Fact]
    public void A_list_is_opened_before_its_items()
    {
        var builder = new ListArray.Builder(Int32Type.Default);
        var items = (Int32Array.Builder)builder.ValueBuilder;
        builder.Append();
        items.Append(1).AppendNull();
        builder.AppendNull().Append().Append();
        items.Append(2);
        var array = builder.Build();
        Assert.Equal(["[1,null]", "null", "[]", "[2]"], Description.Of(array));
        Assert.Equal([0, 2, 2, 2, 3], array.ValueOffsets);
        Assert.Null(array.GetSlicedValues(1));
        Assert.Equal([1, null], ((IEnumerable<int?>)(Int32Array)array.GetSlicedValues(0)).ToList());
        Assert.Equal([2, 2, 3], ((ListArray)array.Slice(2, 2)).ValueOffsets);
        Assert.Equal(("item", true), (((ListType)array.Data.DataType).ValueField.Name, ((ListType)array.Data.DataType).ValueField.IsNullable));
    }

    [Fact]
    public void Lists_may_hold_lists()
    {
        var builder = new LargeListArray.Builder(new ListType(StringType.Default));
        var lists = (ListArray.Builder)builder.ValueBuilder;
        builder.Append();
        lists.Append();
        ((StringArray.Builder)lists.ValueBuilder).Append("a").Append("b");
        lists.AppendNull();
        Assert.Equal(["[['a','b'],null]"], Description.Of(builder.Build()));
    }

    [Fact]
    public void There_are_no_builders_of_structs_and_dictionaries()
        => Assert.Throws<NotSupportedException>(static () => new ListArray.Builder(new StructType([new Field("a", Int32Type.Default, true)])));

    [Fact]
    public void Lists_of_one_size_have_exactly_so_many_items()
    {
        var builder = new FixedSizeListArray.Builder(Int32Type.Default, 2);
        var items = (Int32Array.Builder)builder.ValueBuilder;
        builder.Append();
        items.Append(1).Append(2);
        builder.AppendNull().Append();
        items.Append(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Append());
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Build());
        items.Append(4);
        var array = builder.Build();
        Assert.Equal(["[1,2]", "null", "[3,4]"], Description.Of(array));
        Assert.Equal([3, 4], ((Int32Array)((FixedSizeListArray)array.Slice(2, 1)).GetSlicedValues(0)).Values);
    }

    [Fact]
    public void Fields_of_a_struct_are_sliced_with_it()
    {
        var type = new StructType([new Field("a", Int32Type.Default, true), new Field("b", StringType.Default, true)]);
        var array = new StructArray(type, 3, [new Int32Array.Builder().AppendRange([1, 2, 3]).Build(), new StringArray.Builder().AppendRange(["x", "y", "z"]).Build()], new ArrowBuffer(new byte[] { 0b101 }), 1);
        Assert.Equal(["{a:1,b:'x'}", "null", "{a:3,b:'z'}"], Description.Of(array));
        var slice = (StructArray)array.Slice(1, 2);
        Assert.Equal(["null", "{a:3,b:'z'}"], Description.Of(slice));
        Assert.Equal([2, 3], ((Int32Array)slice.Fields[0]).Values);
        Assert.Equal(2, ((IArrowRecord)slice).ColumnCount);
        Assert.Same(slice.Fields[1], ((IArrowRecord)slice).Column("b"));
    }

    [Fact]
    public void Dictionary_arrays_stand_for_values()
    {
        var indices = new Int8Array.Builder().Append(1).AppendNull().Append(0).Append(1).Build();
        var array = new DictionaryArray(new DictionaryType(Int8Type.Default, StringType.Default, false), indices, new StringArray.Builder().Append("a").Append("b").Build());
        Assert.Equal([1, -1, 0, 1], array.EnumeratePhysicalIndices());
        Assert.Equal(["b", null, "a", "b"], array.AsDecodedReadOnlyList<string?>());
        Assert.Equal(["null", "'a'"], Description.Of(array.Slice(1, 2)));
        Assert.Throws<ArgumentException>(() => new DictionaryArray(new DictionaryType(Int32Type.Default, StringType.Default, false), indices, array.Dictionary));
        Assert.Throws<ArgumentException>(() => new DictionaryArray(new DictionaryType(Int8Type.Default, Int32Type.Default, false), indices, array.Dictionary));
        Assert.Throws<ArgumentException>(() => new DictionaryArray((DictionaryType)array.Data.DataType, indices, null));
        Assert.Throws<ArgumentException>(() => indices.AsDecodedReadOnlyList<string>());
    }

    [Fact]
    public void Maps_are_lists_of_pairs()
    {
        var builder = new MapArray.Builder(new MapType(StringType.Default, Int32Type.Default));
        var (keys, values) = ((StringArray.Builder)builder.KeyBuilder, (Int32Array.Builder)builder.ValueBuilder);
        builder.Append();
        keys.Append("a").Append("b");
        values.Append(1).AppendNull();
        builder.AppendNull().Append();
        keys.Append("c");
        values.Append(3);
        var array = builder.Build();
        Assert.Equal(["{'a'=>1,'b'=>null}", "null", "{'c'=>3}"], Description.Of(array));
        var pairs = array.GetKeyValuePairs<StringArray, string, Int32Array, int?>(2, static (k, i) => k.GetString(i), static (v, i) => v.GetValue(i));
        Assert.Equal([new KeyValuePair<string, int?>("c", 3)], pairs);
        Assert.Equal(("key", false, "value", true), (builder.DataType.KeyField.Name, builder.DataType.KeyField.IsNullable, builder.DataType.ValueField.Name, builder.DataType.ValueField.IsNullable));
    }

    [Fact]
    public void An_array_owns_its_children()
    {
        var child = new Int32Array.Builder().Append(1).Build();
        new StructArray(new StructType([new Field("a", Int32Type.Default, true)]), 1, [child], ArrowBuffer.Empty).Dispose();
        Assert.ThrowsAny<Exception>(() => child.GetValue(0));
    }

    [Fact]
    public void Nothing_concatenated_is_nothing()
        => Assert.Null(ArrowArrayConcatenator.Concatenate([]));
}
