using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Store;

/// <summary>Makes the probe of a type, once.</summary>
internal static class SizeProbes
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, SizeProbe> Known = new();

    public static SizeProbe<T> Of<T>() => (SizeProbe<T>)Of(typeof(T));

    private static SizeProbe Of(Type type) => Known.GetOrAdd(type, static type => Make(type));

    private static SizeProbe Make(Type type)
    {
        if (type == typeof(string))
        {
            return new StringProbe();
        }

        if (ElementTypes.IsElement(type))
        {
            return Make(typeof(FixedProbe<>), type);
        }

        if (type.IsSZArray && type.GetElementType() is { IsPointer: false } element)
        {
            return Make(typeof(ArrayProbe<>), element, Of(element));
        }

        if (type.IsConstructedGenericType)
        {
            var arguments = type.GetGenericArguments();
            var shape = type.GetGenericTypeDefinition();
            if (shape == typeof(List<>))
            {
                return Make(typeof(ListProbe<>), arguments[0], Of(arguments[0]));
            }

            if ((shape == typeof(ReadOnlyMemory<>) || shape == typeof(Memory<>) || shape == typeof(NDArray<>)) && ElementTypes.IsElement(arguments[0]))
            {
                return Call(nameof(OfBlock), arguments[0], type);
            }

            if (shape == typeof(Dictionary<,>))
            {
                return (SizeProbe)Activator.CreateInstance(typeof(DictionaryProbe<,>).MakeGenericType(arguments), Of(arguments[0]), Of(arguments[1]))!;
            }
        }

        return FieldsSayAll(type)
            ? Call(nameof(OfFields), type)
            : Make(typeof(UnknownProbe<>), type);
    }

    private static bool FieldsSayAll(Type type) =>
        !type.IsAbstract && !type.IsInterface && !type.IsByRefLike && !type.IsPointer
        && (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) || typeof(ITuple).IsAssignableFrom(type) || Nullable.GetUnderlyingType(type) is not null);

    private static FieldsProbe<T> OfFields<T>() => new(static () =>
    {
        var value = Expression.Parameter(typeof(T));
        var budget = Expression.Parameter(typeof(long).MakeByRefType());
        var depth = Expression.Parameter(typeof(int));
        Expression body = Expression.Constant(false);
        for (var declaring = typeof(T); declaring is not null && declaring != typeof(object) && declaring != typeof(ValueType); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(Fields).Where(static field => !field.FieldType.IsPointer && !field.FieldType.IsFunctionPointer))
            {
                var probe = Of(field.FieldType);
                var exceeds = typeof(SizeProbe<>).MakeGenericType(field.FieldType).GetMethod(nameof(SizeProbe<int>.Exceeds))!;
                body = Expression.OrElse(body, Expression.Call(Expression.Constant(probe), exceeds, Expression.Field(value, field), budget, depth));
            }
        }

        return Expression.Lambda<FieldsProbe<T>.FieldsDelegate>(body, value, budget, depth).Compile();
    });

    private static SizeProbe OfBlock<T>(Type type)
        where T : unmanaged =>
        type == typeof(ReadOnlyMemory<T>) ? new BlockProbe<ReadOnlyMemory<T>>(static value => (long)value.Length * Unsafe.SizeOf<T>())
        : type == typeof(Memory<T>) ? new BlockProbe<Memory<T>>(static value => (long)value.Length * Unsafe.SizeOf<T>())
        : new BlockProbe<NDArray<T>>(static value => (long)value.Length * Unsafe.SizeOf<T>());

    private static SizeProbe Call(string method, Type type, params object[] arguments) =>
        (SizeProbe)typeof(SizeProbes).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, arguments)!;

    private static SizeProbe Make(Type probe, Type argument, params object[] arguments) => (SizeProbe)Activator.CreateInstance(probe.MakeGenericType(argument), arguments)!;
}
