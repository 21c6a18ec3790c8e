using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Orleans.Serialization;

/// <summary>A type whose values are an object in JSON, with neither a reference number nor a type name.</summary>
internal abstract class ObjectJsonConverter<T> : JsonConverter
{
    public override bool CanConvert(Type objectType) => typeof(T).IsAssignableFrom(objectType);

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        WriteMembers(writer, (T)value);
        writer.WriteEndObject();
    }

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        try
        {
            return Read(JObject.Load(reader), objectType);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            throw new JsonSerializationException($"This is not a {typeof(T).Name}, at '{reader.Path}': {exception.Message}", exception);
        }
    }

    protected abstract void WriteMembers(JsonWriter writer, T value);

    protected abstract object Read(JObject json, Type objectType);

    protected static string Text(JObject json, string member) =>
        (string?)json[member] ?? throw new JsonSerializationException($"A {typeof(T).Name} in JSON has a member {member}; this one has not.");
}
