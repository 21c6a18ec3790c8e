using System.Text.Json;

namespace Orleans.Storage;

public sealed class SystemTextJsonGrainStorageSerializer : IGrainStorageStreamingSerializer
{
    private readonly JsonSerializerOptions _options;

    public SystemTextJsonGrainStorageSerializer(IOptions<SystemTextJsonGrainStorageSerializerOptions> options) => _options = options.Value.JsonSerializerOptions;

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, _options);

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, _options));

    public ValueTask SerializeAsync<T>(T? input, Stream destination, CancellationToken cancellationToken = default) =>
        new(JsonSerializer.SerializeAsync(destination, input, _options, cancellationToken));

    public ValueTask<T?> DeserializeAsync<T>(Stream input, CancellationToken cancellationToken = default) =>
        JsonSerializer.DeserializeAsync<T>(input, _options, cancellationToken);
}
