using Apache.Arrow.Ipc;

namespace Orleans.Polyfills.Arrow;

/// <summary>Flatbuffers whose offsets lead to the same place again and again, so that a few bytes stand for much.</summary>
public sealed class SharedOffsetsTests
{
    private const byte Offset = sizeof(int);

    [Fact]
    public void Fields_that_share_their_children_are_counted()
    {
        var writer = new FlatWriter();
        var schema = Start(writer);
        var parent = writer.Vector(1);
        writer.Link(schema, MessageSlots.Schema.Fields, parent);

        // Every level has twice as many fields as the one above: 2 to the 30th in all, in two kilobytes.
        for (var level = 0; level < 30; level++)
        {
            var field = Field(writer, TypeKind.Struct);
            for (var i = 0; i < (level == 0 ? 1 : 2); i++)
            {
                writer.LinkElement(parent, i, field);
            }

            parent = writer.Vector(2);
            writer.Link(field, MessageSlots.Field.Children, parent);
        }

        var last = Field(writer, TypeKind.Null);
        writer.LinkElement(parent, 0, last);
        writer.LinkElement(parent, 1, last);
        AssertRefused(writer, "more fields than room");
    }

    [Fact]
    public void Names_that_are_shared_are_counted()
    {
        const int Fields = 10_000;
        var writer = new FlatWriter();
        var schema = Start(writer);
        var vector = writer.Vector(Fields);
        writer.Link(schema, MessageSlots.Schema.Fields, vector);
        var field = Field(writer, TypeKind.Null);
        writer.Link(field, MessageSlots.Field.Name, writer.String(new string('x', 100_000)));
        for (var i = 0; i < Fields; i++)
        {
            writer.LinkElement(vector, i, field);
        }

        AssertRefused(writer, "more text than room");
    }

    [Fact]
    public void A_table_outside_of_the_bytes_is_refused()
    {
        var writer = new FlatWriter();
        var schema = Start(writer);
        var vector = writer.Vector(1);
        writer.Link(schema, MessageSlots.Schema.Fields, vector);
        writer.LinkElement(vector, 0, int.MaxValue);
        AssertRefused(writer, "outside of it");
    }

    private static int Start(FlatWriter writer)
    {
        writer.Reset();
        var message = writer.Table(2, 1, Offset, 8);
        writer.SetRoot(message);
        writer.SetInt16(message, MessageSlots.Version, MessageSlots.Version5);
        writer.SetByte(message, MessageSlots.HeaderType, MessageSlots.SchemaHeader);
        var schema = writer.Table(2, Offset, 0);
        writer.Link(message, MessageSlots.Header, schema);
        return schema;
    }

    private static int Field(FlatWriter writer, TypeKind kind)
    {
        var field = writer.Table(Offset, 1, 1, Offset, 0, Offset, 0);
        writer.SetByte(field, MessageSlots.Field.TypeKind, (byte)kind);
        writer.Link(field, MessageSlots.Field.Name, writer.String("f"));
        writer.Link(field, MessageSlots.Field.Type, writer.Table());
        writer.Link(field, MessageSlots.Field.Children, writer.Vector(0));
        return field;
    }

    private static void AssertRefused(FlatWriter writer, string why)
    {
        writer.Finish();
        var metadata = writer.Bytes[FlatWriter.Start..].ToArray();
        byte[] bytes = [0xFF, 0xFF, 0xFF, 0xFF, .. BitConverter.GetBytes(metadata.Length), .. metadata];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => new ArrowStreamReader(bytes).Schema);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L * bytes.Length);
    }
}
