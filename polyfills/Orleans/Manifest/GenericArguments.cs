using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The type arguments of generic grains and interfaces, as text that any process with the types can read.</summary>
internal static class GenericArguments
{
    public static string Format(Type constructed) => $"[{string.Join(",", constructed.GetGenericArguments().Select(argument => $"[{Name(argument)}]"))}]";

    public static Type? Close(Type open, string arguments)
    {
        // The runtime's own parser reads names of the form Definition[[A],[B]]. They come from other processes, so they
        // may name what is loaded, but load nothing.
        var closed = Type.GetType($"{open.FullName}{arguments}, {open.Assembly.FullName}", FindLoaded, typeResolver: null, throwOnError: false);
        return closed is { ContainsGenericParameters: false } ? closed : null;
    }

    private static Assembly? FindLoaded(AssemblyName name) =>
        Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == name.Name);

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
