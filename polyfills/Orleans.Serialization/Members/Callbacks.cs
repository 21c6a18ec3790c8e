using System.Reflection;
using System.Reflection.Emit;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Members;

/// <summary>The methods of the classes that [SerializationCallbacks] names on a type and its bases, base first.</summary>
internal sealed class Callbacks<T>
{
    private Callbacks(CodecProvider provider, Type[] hookTypes)
    {
        Serializing = Bind<Callback<T>>(provider, hookTypes, "OnSerializing", 1);
        Serialized = Bind<Callback<T>>(provider, hookTypes, "OnSerialized", 1);
        Deserializing = Bind<Callback<T>>(provider, hookTypes, "OnDeserializing", 1);
        Deserialized = Bind<Callback<T>>(provider, hookTypes, "OnDeserialized", 1);
        Copying = Bind<CopyCallback<T>>(provider, hookTypes, "OnCopying", 2);
        Copied = Bind<CopyCallback<T>>(provider, hookTypes, "OnCopied", 2);
    }

    public Callback<T>? Serializing { get; }

    public Callback<T>? Serialized { get; }

    public Callback<T>? Deserializing { get; }

    public Callback<T>? Deserialized { get; }

    public CopyCallback<T>? Copying { get; }

    public CopyCallback<T>? Copied { get; }

    /// <summary>Null, as for nearly every type, if there are none.</summary>
    public static Callbacks<T>? For(CodecProvider provider)
    {
        var hookTypes = new List<Type>();
        for (var level = typeof(T); level is not null; level = level.BaseType)
        {
            if (level.GetCustomAttribute<SerializationCallbacksAttribute>(inherit: false) is { } attribute)
            {
                hookTypes.Insert(0, attribute.HookType);
            }
        }

        return hookTypes.Count == 0 ? null : new Callbacks<T>(provider, [.. hookTypes]);
    }

    private static TDelegate? Bind<TDelegate>(CodecProvider provider, Type[] hookTypes, string name, int arity)
        where TDelegate : Delegate
    {
        Delegate? result = null;
        foreach (var hookType in hookTypes)
        {
            if (hookType.GetMethod(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is { } method)
            {
                result = Delegate.Combine(result, Call(method, arity).CreateDelegate(typeof(TDelegate), provider.Registrations.Instantiate(hookType)));
            }
        }

        return (TDelegate?)result;
    }

    private static DynamicMethod Call(MethodInfo method, int arity)
    {
        var parameters = method.GetParameters();
        if (parameters.Length != arity || parameters.Any(static parameter => !Accepts(parameter.ParameterType)))
        {
            throw new CodecNotFoundException($"Method {method.Name} of {method.DeclaringType} must take {arity} argument(s) of {typeof(T)}, by value or by reference.");
        }

        var byRef = typeof(T).MakeByRefType();
        var call = new DynamicMethod(method.Name, typeof(void), [typeof(object), .. Enumerable.Repeat(byRef, arity)], typeof(MemberIL).Module, skipVisibility: true);
        var il = call.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        for (var i = 0; i < arity; i++)
        {
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            if (!parameters[i].ParameterType.IsByRef)
            {
                il.Emit(OpCodes.Ldobj, typeof(T));
            }
        }

        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType != typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }

        il.Emit(OpCodes.Ret);
        return call;
    }

    private static bool Accepts(Type parameter)
        => parameter.IsByRef ? parameter.GetElementType() == typeof(T) : parameter == typeof(T) || (!typeof(T).IsValueType && parameter.IsAssignableFrom(typeof(T)));
}
