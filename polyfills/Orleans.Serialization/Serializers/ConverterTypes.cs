namespace Orleans.Serialization.Serializers;

internal static class ConverterTypes
{
    public static Type SurrogateOf(object converter, Type valueType)
    {
        foreach (var candidate in converter.GetType().GetInterfaces())
        {
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IConverter<,>) && candidate.GetGenericArguments() is [var value, var surrogate] && value == valueType)
            {
                return surrogate;
            }
        }

        throw new CodecNotFoundException($"Converter {converter.GetType()} does not convert {valueType}.");
    }
}
