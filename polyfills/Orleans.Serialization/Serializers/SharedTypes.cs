using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Numerics;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Serializers;

/// <summary>Classes whose instances copies share with their originals. Structs without references are all shared.</summary>
internal static class SharedTypes
{
    private static readonly HashSet<Type> Types =
    [
        typeof(string), typeof(object), typeof(Uri), typeof(Version), typeof(BigInteger), typeof(Type), typeof(CultureInfo),
        typeof(CompareInfo), typeof(StringComparer), typeof(IPAddress), typeof(IPEndPoint), typeof(CancellationToken),
        typeof(BitVector32), typeof(DBNull),
    ];

    public static bool Contains(Type type) => Types.Contains(type) || type.IsAssignableTo(typeof(Exception)) || type.Has<ImmutableAttribute>();
}
