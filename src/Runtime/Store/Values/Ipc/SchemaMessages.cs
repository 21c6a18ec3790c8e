using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Orleans.Ray.Store;

/// <summary>The message that starts a stream, with what it says of the value.</summary>
internal static class SchemaMessages
{
    /// <summary>What kind of value it is: one of <see cref="StoredKinds"/>.</summary>
    public const string KindKey = "ray.kind";

    /// <summary>The .NET type of the elements, or of the value.</summary>
    public const string TypeKey = "ray.type";

    /// <summary>The sizes of the dimensions, where there are several.</summary>
    public const string ShapeKey = "ray.shape";

    public static byte[] Write(IEnumerable<Field> fields, IEnumerable<KeyValuePair<string, string>> metadata) => Write(new Schema(fields, metadata));

    public static byte[] Write(Schema schema)
    {
        using var stream = new MemoryStream();
        using var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true);
        writer.WriteStart();
        return stream.ToArray();
    }
}
