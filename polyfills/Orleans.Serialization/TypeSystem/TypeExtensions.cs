namespace Orleans.Serialization.TypeSystem;

internal static class TypeExtensions
{
    public static bool IsGenericInstance(this Type type, Type definition)
        => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == definition;

    public static bool Has<TAttribute>(this Type type)
        where TAttribute : Attribute
        => type.IsDefined(typeof(TAttribute), inherit: false);

    /// <summary>The first type argument of each closed form of the interface that the type implements.</summary>
    public static IEnumerable<Type> ImplementedArguments(this Type type, Type openInterface)
    {
        foreach (var candidate in type.GetInterfaces())
        {
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == openInterface)
            {
                yield return candidate.GetGenericArguments()[0];
            }
        }
    }
}
