using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Orleans.Serialization;

internal sealed class IPEndPointJsonConverter : ObjectJsonConverter<IPEndPoint>
{
    protected override void WriteMembers(JsonWriter writer, IPEndPoint value)
    {
        writer.WritePropertyName(nameof(IPEndPoint.Address));
        writer.WriteValue(value.Address.ToString());
        writer.WritePropertyName(nameof(IPEndPoint.Port));
        writer.WriteValue(value.Port);
    }

    protected override object Read(JObject json, Type objectType) =>
        new IPEndPoint(IPAddress.Parse(Text(json, nameof(IPEndPoint.Address))), (int?)json[nameof(IPEndPoint.Port)] ?? 0);
}
