using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Orleans.Serialization;

internal sealed class GrainIdJsonConverter : ObjectJsonConverter<GrainId>
{
    public static void Write(JsonWriter writer, GrainId value)
    {
        writer.WritePropertyName(nameof(GrainId.Type));
        writer.WriteValue(value.Type.ToString());
        writer.WritePropertyName(nameof(GrainId.Key));
        writer.WriteValue(value.Key.ToString());
    }

    public static GrainId Read(JObject json) => GrainId.Create(Text(json, nameof(GrainId.Type)), Text(json, nameof(GrainId.Key)));

    protected override void WriteMembers(JsonWriter writer, GrainId value) => Write(writer, value);

    protected override object Read(JObject json, Type objectType) => Read(json);
}
