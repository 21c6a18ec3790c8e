using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Members;

/// <summary>How instances come to be: a parameterless constructor if there is one to call, else none at all.</summary>
internal static class Instantiator
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static Func<T> For<T>(CodecProvider provider)
        where T : class
    {
        var type = typeof(T);
        if (type.Has<UseActivatorAttribute>())
        {
            return provider.Registrations.FindActivator(type) is IActivator<T> activator
                ? activator.Create
                : throw new CodecNotFoundException($"Type {type} is marked [UseActivator], but no [RegisterActivator] class implements IActivator<{type.Name}>.");
        }

        var constructors = type.GetConstructors(Instance);
        if (constructors.Any(static constructor => constructor.IsDefined(typeof(GeneratedActivatorConstructorAttribute), inherit: false)))
        {
            var factory = ActivatorUtilities.CreateFactory<T>([]);
            return () => factory(provider.Services, []);
        }

        var parameterless = Array.Find(constructors, static constructor => constructor.GetParameters().Length == 0);
        return parameterless is null or { IsPrivate: true } or { IsFamily: true }
            ? static () => Unsafe.As<T>(RuntimeHelpers.GetUninitializedObject(typeof(T)))
            : Call<T>(parameterless);
    }

    private static Func<T> Call<T>(ConstructorInfo constructor)
    {
        var method = new DynamicMethod($"New_{typeof(T).Name}", typeof(T), [], typeof(Instantiator).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<T>>();
    }
}
