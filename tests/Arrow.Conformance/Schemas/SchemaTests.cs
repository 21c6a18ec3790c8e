using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Schemas;

public sealed class SchemaTests
{
    private static readonly Schema Sample = new Schema.Builder()
        .Field(new Field("a", Int32Type.Default, true))
        .Field(static field => field.Name("b").DataType(StringType.Default).Nullable(false).Metadata("k", "v"))
        .Field(new Field("a", DoubleType.Default, true))
        .Build();

    [Fact]
    public void Fields_are_found_by_name_and_place()
    {
        Assert.Equal((1, 0, -1), (Sample.GetFieldIndex("b"), Sample.GetFieldIndex("a", null), Sample.GetFieldIndex("c")));
        Assert.Same(Sample.FieldsList[0], Sample["a"]);
        Assert.Null(Sample.GetFieldByName("c"));
        Assert.Equal(2, Sample.FieldsLookup["a"].Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.GetFieldByIndex(3));
    }

    [Fact]
    public void A_changed_schema_is_a_new_one()
    {
        Assert.Equal(["b", "a"], Sample.RemoveField(0).FieldsList.Select(static field => field.Name));
        Assert.Equal(["x", "a", "b", "a"], Sample.InsertField(0, new Field("x", null, true)).FieldsList.Select(static field => field.Name));
        Assert.Equal(["a", "x", "a"], Sample.SetField(1, new Field("x", null, true)).FieldsList.Select(static field => field.Name));
        Assert.Equal(3, Sample.FieldsList.Count);
        Assert.Throws<ArgumentException>(() => Sample.RemoveField(3));
    }

    [Fact]
    public void Metadata_is_null_where_there_is_none()
    {
        Assert.Null(Sample.Metadata);
        Assert.False(Sample.HasMetadata);
        Assert.Null(Sample[0].Metadata);
        Assert.Equal("v", Sample[1].Metadata["k"]);
        Assert.Throws<ArgumentNullException>(static () => new Field.Builder().Metadata(" ", "v"));
    }

    [Fact]
    public void Schemas_and_fields_say_what_they_are()
    {
        Assert.Equal("Schema: Num fields=3, Num metadata=0", Sample.ToString());
        Assert.Equal("Field: Name=b, DataType=utf8, IsNullable=False, Metadata count=1", Sample[1].ToString());
    }

    [Fact]
    public void A_field_has_a_name_and_a_type()
    {
        Assert.Throws<ArgumentNullException>(static () => new Field(null, Int32Type.Default, true));
        Assert.Equal(ArrowTypeId.Null, new Field("n", null, true).DataType.TypeId);
        Assert.Throws<ArgumentNullException>(static () => new Schema(null, null));
    }

    [Theory]
    [InlineData(typeof(Int8Type), "int8", true, 8)]
    [InlineData(typeof(UInt64Type), "uint64", true, 64)]
    [InlineData(typeof(BooleanType), "bool", true, 1)]
    [InlineData(typeof(HalfFloatType), "halffloat", true, 16)]
    [InlineData(typeof(Date64Type), "date64", true, 64)]
    [InlineData(typeof(StringType), "utf8", false, 0)]
    [InlineData(typeof(LargeBinaryType), "large_binary", false, 0)]
    public void Types_have_names_and_widths(Type type, string name, bool isFixedWidth, int bits)
    {
        var instance = (IArrowType)Activator.CreateInstance(type)!;
        Assert.Equal((name, isFixedWidth), (instance.Name, instance.IsFixedWidth));
        Assert.Equal(bits, (instance as FixedWidthType)?.BitWidth ?? 0);
    }

    [Fact]
    public void Signs_are_those_of_numbers()
    {
        Assert.True(Int8Type.Default.IsSigned);
        Assert.False(UInt8Type.Default.IsSigned);
        Assert.False(BooleanType.Default.IsSigned);
        Assert.True(DoubleType.Default.IsSigned);
        Assert.True(Int8Type.Default.IsIntegral());
        Assert.True(DoubleType.Default.IsFloatingPoint());
        Assert.False(new Decimal128Type(3, 1).IsFloatingPoint());
    }

    [Fact]
    public void Sizes_and_fields_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FixedSizeBinaryType(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FixedSizeListType(Int32Type.Default, 0));
        Assert.Throws<ArgumentNullException>(static () => new StructType([]));
        Assert.Throws<ArgumentException>(static () => new DictionaryType(StringType.Default, StringType.Default, false));
        Assert.Throws<ArgumentOutOfRangeException>(static () => TimeType.FromTimeUnit((TimeUnit)7));
    }

    [Fact]
    public void A_visitor_of_records_gets_structs_and_schemas()
    {
        var visitor = new RecordVisitor();
        Sample.Accept(visitor);
        new StructType([new Field("a", Int32Type.Default, true)]).Accept(visitor);
        Int32Type.Default.Accept(visitor);
        Assert.Equal(["record", "record", "other"], visitor.Visits);
    }

    private sealed class RecordVisitor : IArrowTypeVisitor<IRecordType>
    {
        public List<string> Visits { get; } = [];

        public void Visit(IRecordType type) => Visits.Add("record");

        public void Visit(IArrowType type) => Visits.Add("other");
    }
}
