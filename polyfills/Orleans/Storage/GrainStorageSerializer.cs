namespace Orleans.Storage;

/// <summary>Writes with one serializer; what that one cannot read, for having been written by its predecessor, the fallback reads.</summary>
public class GrainStorageSerializer : IGrainStorageSerializer
{
    private readonly IGrainStorageSerializer _serializer;
    private readonly IGrainStorageSerializer _fallbackDeserializer;

    public GrainStorageSerializer(IGrainStorageSerializer serializer, IGrainStorageSerializer fallbackDeserializer)
    {
        _serializer = serializer;
        _fallbackDeserializer = fallbackDeserializer;
    }

    public BinaryData Serialize<T>(T? input) => _serializer.Serialize(input);

    public T? Deserialize<T>(BinaryData input)
    {
        try
        {
            return _serializer.Deserialize<T>(input);
        }
        catch (Exception exception)
        {
            try
            {
                return _fallbackDeserializer.Deserialize<T>(input);
            }
            catch (Exception fallbackException)
            {
                throw new AggregateException($"Neither {_serializer.GetType().Name} nor {_fallbackDeserializer.GetType().Name} can read this {typeof(T)}.", exception, fallbackException);
            }
        }
    }
}
