using System.Reflection;

namespace Orleans.Runtime;

internal static class ImplementationMethods
{
    private static readonly ConcurrentDictionary<(Type Class, MethodInfo Method), MethodInfo> Found = new();

    public static MethodInfo Find(Type grainClass, MethodInfo interfaceMethod) => Found.GetOrAdd((grainClass, interfaceMethod), static key =>
    {
        var declaring = key.Method.DeclaringType!;
        if (!declaring.IsAssignableFrom(key.Class))
        {
            return key.Method;
        }

        var map = key.Class.GetInterfaceMap(declaring);
        var definition = key.Method.IsGenericMethod ? key.Method.GetGenericMethodDefinition() : key.Method;
        var target = map.TargetMethods[Array.IndexOf(map.InterfaceMethods, definition)];
        return key.Method.IsGenericMethod ? target.MakeGenericMethod(key.Method.GetGenericArguments()) : target;
    });
}
