using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Serialization;

/// <summary>Grain references for System.Text.Json, in the same shape as <see cref="GrainReferenceJsonConverter"/> gives them.</summary>
internal sealed class GrainReferenceConverterFactory(IServiceProvider services) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(IAddressable).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), services)!;

    private sealed record Content(ContentId Id, string? Interface);

    private sealed record ContentId(string Type, string Key);

    private sealed class Converter<T>(IServiceProvider services) : JsonConverter<T>
        where T : IAddressable
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var content = JsonSerializer.Deserialize<Content>(ref reader);
            return content is { Id: { Type: not null, Key: not null } id }
                ? (T)services.GetRequiredService<GrainReferences>().Restore(GrainId.Create(id.Type, id.Key), content.Interface, typeToConvert)
                : throw new JsonException("A grain reference in JSON has a member Id, with Type and Key; this one has not.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (value is not GrainReference reference)
            {
                throw new JsonException($"{value.GetType()} is a grain or an observer itself. Store a reference to it: AsReference<T>().");
            }

            JsonSerializer.Serialize(
                writer,
                new Content(new ContentId(reference.GrainId.Type.ToString(), reference.GrainId.Key.ToString()), reference.InterfaceType.ToString()));
        }
    }
}
