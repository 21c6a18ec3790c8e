using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Interchange;

internal static class Metadata
{
    public static RecordBatch Batch { get; } = new(
        new Schema(
            [
                new Field("v", Int32Type.Default, false, [new("unit", "µm"), new("empty", string.Empty)]),
                new Field("", StringType.Default, true),
            ],
            [new("made by", "us"), new("größe", "日本")]),
        [new Int32Array.Builder().Append(1).Append(2).Build(), new StringArray.Builder().Append("a").AppendNull().Build()],
        2);
}
