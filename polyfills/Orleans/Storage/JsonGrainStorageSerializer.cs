namespace Orleans.Storage;

public class JsonGrainStorageSerializer : IGrainStorageStreamingSerializer
{
    private readonly OrleansJsonSerializer _serializer;

    public JsonGrainStorageSerializer(OrleansJsonSerializer orleansJsonSerializer) => _serializer = orleansJsonSerializer;

    public BinaryData Serialize<T>(T? value) => new(_serializer.Serialize(value!, typeof(T)));

    public T? Deserialize<T>(BinaryData input) => (T?)_serializer.Deserialize(typeof(T), input.ToString());

    public ValueTask SerializeAsync<T>(T? value, Stream destination, CancellationToken cancellationToken = default) =>
        destination.WriteAsync(Serialize(value).ToMemory(), cancellationToken);

    public async ValueTask<T?> DeserializeAsync<T>(Stream input, CancellationToken cancellationToken = default) =>
        Deserialize<T>(await BinaryData.FromStreamAsync(input, cancellationToken).ConfigureAwait(false));
}
