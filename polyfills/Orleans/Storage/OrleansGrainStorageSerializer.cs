namespace Orleans.Storage;

public class OrleansGrainStorageSerializer : IGrainStorageStreamingSerializer
{
    private readonly Serializer _serializer;

    public OrleansGrainStorageSerializer(Serializer serializer) => _serializer = serializer;

    public BinaryData Serialize<T>(T? value) => new(_serializer.SerializeToArray(value));

    public T? Deserialize<T>(BinaryData input) => _serializer.Deserialize<T?>(input.ToMemory());

    public ValueTask SerializeAsync<T>(T? value, Stream destination, CancellationToken cancellationToken = default) =>
        destination.WriteAsync(_serializer.SerializeToArray(value), cancellationToken);

    public async ValueTask<T?> DeserializeAsync<T>(Stream input, CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer, cancellationToken);
        return _serializer.Deserialize<T?>(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }
}
