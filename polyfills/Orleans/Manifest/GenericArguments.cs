namespace Orleans.Runtime;

/// <summary>The type arguments of generic grains and interfaces, as text that any process with the types can read.</summary>
internal static class GenericArguments
{
    public static string Format(Type constructed) => $"[{string.Join(",", constructed.GetGenericArguments().Select(argument => $"[{Name(argument)}]"))}]";

    public static Type? Close(Type open, string arguments)
    {
        // The argument types are resolved by the runtime's own parser, through a name of the form Definition[[A],[B]].
        var closed = Type.GetType($"{open.FullName}{arguments}, {open.Assembly.FullName}", throwOnError: false);
        return closed is { ContainsGenericParameters: false } ? closed : null;
    }

    private static string Name(Type type)
    {
        if (!type.IsConstructedGenericType)
        {
            return $"{type.FullName}, {type.Assembly.GetName().Name}";
        }

        var open = type.GetGenericTypeDefinition();
        return $"{open.FullName}{Format(type)}, {open.Assembly.GetName().Name}";
    }
}
