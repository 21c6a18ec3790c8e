using System.Numerics;

namespace Orleans.Serialization.Buffers;

/// <summary>Types that headers name by number. The order is part of the wire format: append only.</summary>
internal static class WellKnownTypes
{
    private static readonly Type[] Types =
    [
        typeof(object), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string),
        typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Uri), typeof(Version), typeof(Type),
        typeof(byte[]), typeof(int[]), typeof(long[]), typeof(float[]), typeof(double[]), typeof(string[]), typeof(object[]),
        typeof(Exception),
    ];

    private static readonly Dictionary<Type, uint> Ids = Types.Index().ToDictionary(entry => entry.Item, entry => (uint)entry.Index);

    public static bool TryGetId(Type type, out uint id) => Ids.TryGetValue(type, out id);

    public static Type Get(uint id)
        => id < (uint)Types.Length ? Types[id] : throw new SerializerException($"The input names the unknown type number {id}.");
}
