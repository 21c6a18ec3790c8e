using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Orleans.Serialization;

internal sealed class SiloAddressJsonConverter : ObjectJsonConverter<SiloAddress>
{
    protected override void WriteMembers(JsonWriter writer, SiloAddress value)
    {
        writer.WritePropertyName(nameof(SiloAddress));
        writer.WriteValue(value.ToParsableString());
    }

    protected override object Read(JObject json, Type objectType) => SiloAddress.FromParsableString(Text(json, nameof(SiloAddress)));
}
