using Apache.Arrow;

namespace Orleans.Ray.Tests.Store.Values;

/// <summary>Record batches whose contents their length tells.</summary>
internal static class Batches
{
    public static RecordBatch Of(int rows, int from = 0)
    {
        var numbers = new DoubleArray.Builder();
        var texts = new StringArray.Builder();
        for (var i = from; i < from + rows; i++)
        {
            numbers.Append(i / 3d);
            if (i % 5 == 0)
            {
                texts.AppendNull();
            }
            else
            {
                texts.Append($"row {i}");
            }
        }

        var schema = new Schema.Builder().Field(new Field("number", Apache.Arrow.Types.DoubleType.Default, false)).Field(new Field("text", Apache.Arrow.Types.StringType.Default, true)).Metadata("origin", "test").Build();
        return new RecordBatch(schema, [numbers.Build(), texts.Build()], rows);
    }

    public static void AssertIs(RecordBatch batch, int rows, int from = 0)
    {
        Assert.Equal(rows, batch.Length);
        var numbers = Assert.IsType<DoubleArray>(batch.Column("number"));
        var texts = Assert.IsType<StringArray>(batch.Column("text"));
        for (var i = 0; i < rows; i++)
        {
            Assert.Equal((from + i) / 3d, numbers.GetValue(i));
            Assert.Equal((from + i) % 5 == 0 ? null : $"row {from + i}", texts.GetString(i));
        }
    }
}
