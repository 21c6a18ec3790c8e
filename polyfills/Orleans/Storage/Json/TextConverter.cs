using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Serialization;

/// <summary>As <see cref="TextJsonConverter{T}"/>, for System.Text.Json; also as the key of a dictionary.</summary>
internal class TextConverter<T>(Func<T, string> format, Func<string, T> parse) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()!) : throw new JsonException($"A {typeof(T).Name} is a string in JSON, not {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(format(value));

    private T Parse(string text)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            throw new JsonException($"'{text}' is not a {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}
