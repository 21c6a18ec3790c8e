using System.Reflection;

namespace Orleans.Serialization.TypeSystem;

/// <summary>Generic methods and constructors for types that are known at run time only. Exceptions come through as they are.</summary>
internal static class GenericCall
{
    public static TResult Invoke<TResult>(Func<TResult> sample, Type typeArgument)
        => (TResult)sample.Method.GetGenericMethodDefinition().MakeGenericMethod(typeArgument).Invoke(sample.Target, BindingFlags.DoNotWrapExceptions, null, [], null)!;

    public static TResult Create<TResult>(Type definition, Type[] typeArguments, params object?[] arguments)
        => (TResult)Activator.CreateInstance(
            definition.MakeGenericType(typeArguments),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.CreateInstance | BindingFlags.DoNotWrapExceptions,
            null,
            arguments,
            null)!;
}
