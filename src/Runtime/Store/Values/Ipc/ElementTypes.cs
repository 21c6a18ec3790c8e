using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Apache.Arrow.Types;

namespace Orleans.Ray.Store;

/// <summary>Which Arrow type the elements of an array have, and how a stored object names their .NET type.</summary>
/// <remarks>Arrow packs booleans into bits, .NET into bytes: they are stored as bytes, like every struct that Arrow has no type for.</remarks>
internal static class ElementTypes
{
    private static readonly Type[] Numbers =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(Int128), typeof(UInt128), typeof(Half), typeof(float), typeof(double),
        typeof(decimal), typeof(System.Numerics.Complex), typeof(char), typeof(bool), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    private static readonly ConcurrentDictionary<string, Type> ByName = new(Numbers.ToDictionary(NameOf));

    public static string NameOf(Type element) => element.FullName ?? element.Name;

    /// <summary>A type that is built in, or that this process has stored arrays of. Names of other types are not looked up: an object must not decide what is loaded.</summary>
    public static Type? Find(string name) => ByName.GetValueOrDefault(name);

    public static void Know(Type element) => ByName.TryAdd(NameOf(element), element);

    public static IArrowType ArrowTypeOf(Type element, int size) => Type.GetTypeCode(element) switch
    {
        TypeCode.Byte or TypeCode.Boolean => UInt8Type.Default,
        TypeCode.SByte => Int8Type.Default,
        TypeCode.Int16 => Int16Type.Default,
        TypeCode.UInt16 or TypeCode.Char => UInt16Type.Default,
        TypeCode.Int32 => Int32Type.Default,
        TypeCode.UInt32 => UInt32Type.Default,
        TypeCode.Int64 => Int64Type.Default,
        TypeCode.UInt64 => UInt64Type.Default,
        TypeCode.Single => FloatType.Default,
        TypeCode.Double => DoubleType.Default,
        _ => element == typeof(Half) ? HalfFloatType.Default : new FixedSizeBinaryType(size),
    };

    /// <summary>Whether arrays of a type can be stored as the bytes that they have in memory.</summary>
    public static bool IsElement(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null && !type.IsByRefLike && !type.ContainsGenericParameters && HoldsNoReferences(type);

    private static bool HoldsNoReferences(Type type) => !(bool)typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!.MakeGenericMethod(type).Invoke(null, null)!;
}
