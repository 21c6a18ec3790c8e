namespace Orleans.Storage;

public static class GrainStorageSerializerExtensions
{
    public static T? Deserialize<T>(this IGrainStorageSerializer serializer, ReadOnlyMemory<byte> input) => serializer.Deserialize<T>(new BinaryData(input));
}
