namespace Orleans.Serialization.Serializers;

/// <summary>Framework types that are nothing but their fields.</summary>
internal static class Tuples
{
    private static readonly HashSet<Type> Definitions =
    [
        typeof(KeyValuePair<,>),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(Tuple<,,,,,,>), typeof(Tuple<,,,,,,,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(ValueTuple<,,,,,,,>),
    ];

    public static bool IsTuple(Type type) => type == typeof(ValueTuple) || (type.IsConstructedGenericType && Definitions.Contains(type.GetGenericTypeDefinition()));
}
