namespace Orleans.Storage;

public interface IGrainStorageStreamingSerializer : IGrainStorageSerializer
{
    ValueTask SerializeAsync<T>(T? input, Stream destination, CancellationToken cancellationToken = default);

    ValueTask<T?> DeserializeAsync<T>(Stream input, CancellationToken cancellationToken = default);
}
