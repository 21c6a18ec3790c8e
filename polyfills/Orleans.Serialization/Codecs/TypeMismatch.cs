namespace Orleans.Serialization.Codecs;

internal static class TypeMismatch
{
    public static SerializerException Create(Type expected, Type actual)
        => new($"The input holds a value of {actual} where {expected} was expected.");
}
