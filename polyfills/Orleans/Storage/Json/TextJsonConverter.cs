using Newtonsoft.Json;

namespace Orleans.Serialization;

/// <summary>A type whose values are a string in JSON.</summary>
internal sealed class TextJsonConverter<T>(Func<T, string> format, Func<string, T> parse) : JsonConverter
{
    public override bool CanConvert(Type objectType) => typeof(T).IsAssignableFrom(objectType);

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteValue(format((T)value));
        }
    }

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => reader.TokenType switch
    {
        JsonToken.Null => null,
        JsonToken.String => Parse((string)reader.Value!),
        var token => throw new JsonSerializationException($"A {typeof(T).Name} is a string in JSON, not {token}, at '{reader.Path}'."),
    };

    private object? Parse(string text)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            throw new JsonSerializationException($"'{text}' is not a {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}
