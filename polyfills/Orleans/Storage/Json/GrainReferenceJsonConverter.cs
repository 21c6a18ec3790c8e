using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Orleans.Serialization;

/// <summary>A grain reference, held as one or as a grain interface: its grain's id and its interface.</summary>
internal sealed class GrainReferenceJsonConverter(IServiceProvider services) : ObjectJsonConverter<IAddressable>
{
    private const string Id = "Id";
    private const string Interface = "Interface";

    protected override void WriteMembers(JsonWriter writer, IAddressable value)
    {
        if (value is not GrainReference reference)
        {
            throw new JsonSerializationException($"{value.GetType()} is a grain or an observer itself. Store a reference to it: AsReference<T>().");
        }

        writer.WritePropertyName(Id);
        writer.WriteStartObject();
        GrainIdJsonConverter.Write(writer, reference.GrainId);
        writer.WriteEndObject();
        writer.WritePropertyName(Interface);
        writer.WriteValue(reference.InterfaceType.ToString());
    }

    protected override object Read(JObject json, Type objectType)
    {
        var grainId = GrainIdJsonConverter.Read(json[Id] as JObject ?? throw new JsonSerializationException($"A grain reference in JSON has a member {Id}; this one has not."));
        return services.GetRequiredService<GrainReferences>().Restore(grainId, (string?)json[Interface], objectType);
    }
}
