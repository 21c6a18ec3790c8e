using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace Orleans.Ray.Objects;

/// <summary>Whether values of a type can be shared between tasks because nobody can change them.</summary>
/// <typeparam name="T">The static type.</typeparam>
internal static class ValueSemantics<T>
{
    // A struct without references is copied by passing it.
    public static readonly bool IsImmutable = !RuntimeHelpers.IsReferenceOrContainsReferences<T>() || ValueSemantics.IsImmutable(typeof(T));

    // Whoever reads one may dispose it, and so may not share it with others while it lies in memory of the store.
    public static readonly bool IsDetachable = typeof(IDetachable).IsAssignableFrom(typeof(T));
}

/// <summary>The types whose values are shared instead of copied.</summary>
internal static class ValueSemantics
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    private static readonly FrozenSet<Type> Immutables = new[]
    {
        typeof(string), typeof(decimal), typeof(BigInteger), typeof(Uri), typeof(Version), typeof(CultureInfo), typeof(IPAddress), typeof(IPEndPoint), typeof(DBNull),
    }.ToFrozenSet();

    // Immutable when their type arguments are.
    private static readonly FrozenSet<Type> ImmutableShapes = new[]
    {
        typeof(Nullable<>), typeof(KeyValuePair<,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(ValueTuple<,,,,,,,>),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(Tuple<,,,,,,>), typeof(Tuple<,,,,,,,>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
    }.ToFrozenSet();

    public static bool IsImmutable(Type type) => Known.GetOrAdd(type, static type => Decide(type, []));

    // A type that holds itself, as a tree of structs does, is as immutable as the rest of it: all that is met must be so, and what was met before counts as it turns out.
    private static bool IsImmutable(Type type, HashSet<Type> met) => Known.TryGetValue(type, out var known) ? known : !met.Add(type) || Decide(type, met);

    private static bool Decide(Type type, HashSet<Type> met)
    {
        met.Add(type);
        if (type.IsPrimitive || type.IsEnum || Immutables.Contains(type) || typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type))
        {
            return true;
        }

        if (typeof(ObjectRef).IsAssignableFrom(type) || typeof(IArrowArray).IsAssignableFrom(type) || typeof(Table).IsAssignableFrom(type))
        {
            return true;
        }

        if ((type.IsSealed || type.IsValueType) && type.IsDefined(typeof(ImmutableAttribute), inherit: false))
        {
            return true;
        }

        if (type.IsConstructedGenericType)
        {
            var shape = type.GetGenericTypeDefinition();
            return shape == typeof(ReadOnlyMemory<>) || (ImmutableShapes.Contains(shape) && System.Array.TrueForAll(type.GetGenericArguments(), argument => IsImmutable(argument, met)));
        }

        // A value type's own fields are copied by passing it; what they refer to must not change either.
        return type.IsValueType
            && System.Array.TrueForAll(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), field => field.FieldType != type && IsImmutable(field.FieldType, met));
    }
}
