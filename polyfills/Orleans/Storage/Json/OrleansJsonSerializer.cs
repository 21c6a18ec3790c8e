using System.Text;
using Newtonsoft.Json;

namespace Orleans.Serialization;

public class OrleansJsonSerializer
{
    // Without a byte order mark, as JSON must be.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly JsonSerializerSettings _settings;

    internal OrleansJsonSerializer(IOptions<OrleansJsonSerializerOptions> options) => _settings = options.Value.JsonSerializerSettings;

    internal object? Deserialize(Type expectedType, string input) => string.IsNullOrWhiteSpace(input) ? null : Read(expectedType, new StringReader(input));

    internal object? Deserialize(Type expectedType, Stream input)
    {
        using var reader = new StreamReader(input, Utf8, leaveOpen: true);
        return Read(expectedType, reader);
    }

    internal string Serialize(object item, Type expectedType) => JsonConvert.SerializeObject(item, expectedType, _settings);

    private object? Read(Type expectedType, TextReader text)
    {
        var serializer = JsonSerializer.Create(_settings);
        serializer.CheckAdditionalContent = true;
        using var reader = new JsonTextReader(text);
        return serializer.Deserialize(reader, expectedType);
    }
}
