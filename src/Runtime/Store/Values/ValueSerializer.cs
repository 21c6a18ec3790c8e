using System.Numerics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Ray.Objects;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace Orleans.Ray.Store;

/// <summary>
/// The serializer of stored values: Orleans' own, in a container of its own that also has codecs for arrays of numbers. Messages between grains do not see them, so their format is
/// Orleans' alone.
/// </summary>
/// <remarks>
/// The codecs are for exact types (<c>double[]</c>, <c>List&lt;double&gt;</c>, ...). Orleans may have a codec of its own for one of these, or use one without looking for a registered one;
/// it does so when it writes and when it reads, so such a member is merely written into the stream.
/// </remarks>
internal sealed class ValueSerializer : IDisposable
{
    private static readonly Type[] Elements =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(Int128), typeof(UInt128),
        typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(Complex), typeof(char), typeof(bool), typeof(Guid), typeof(DateTime), typeof(TimeSpan),
    ];

    private static readonly Type[] Codecs =
    [
        typeof(OutOfBandArrayCodec<>), typeof(OutOfBandListCodec<>), typeof(OutOfBandMemoryCodec<>), typeof(OutOfBandReadOnlyMemoryCodec<>),
    ];

    private readonly ServiceProvider _services;
    private readonly Serializer _serializer;

    /// <param name="types">The types that the node's serializer knows; the same are known here.</param>
    public ValueSerializer(TypeManifestOptions types)
    {
        var services = new ServiceCollection();

        // What holds a reference stays in managed memory, where the collector sees it.
        services.AddSingleton<NoExports>();
        services.AddSerializer(serializer => serializer.Configure(options => Configure(options, types)));
        _services = services.BuildServiceProvider();
        _serializer = _services.GetRequiredService<Serializer>();
    }

    public bool CanSerialize(Type type) => _serializer.CanSerialize(type);

    /// <summary>Writes a value; its large arrays are noted only.</summary>
    public OutOfBandWriting Write(object value, SegmentWriter destination)
    {
        var writing = new OutOfBandWriting();
        var outer = OutOfBandWriting.Begin(writing);
        try
        {
            _serializer.Serialize<object, SegmentWriter>(value, destination);
        }
        finally
        {
            OutOfBandWriting.End(outer);
        }

        return writing;
    }

    /// <summary>Reads a value; what of it stays in the memory of the store adds holds of its own.</summary>
    public object Read(ReadOnlySpan<byte> stream, OutOfBandReading reading)
    {
        var outer = OutOfBandReading.Begin(reading);
        try
        {
            return _serializer.Deserialize<object>(stream);
        }
        finally
        {
            OutOfBandReading.End(outer);
        }
    }

    public void Dispose() => _services.Dispose();

    private static void Configure(TypeManifestOptions options, TypeManifestOptions types)
    {
        // What is read here was written by a process of this node, into memory that is closed to everybody else; a type that nobody named before must come back all the same.
        options.AllowAllTypes = true;
        options.EnableConfigurationAnalysis = types.EnableConfigurationAnalysis;
        Add(options.Activators, types.Activators);
        Add(options.FieldCodecs, types.FieldCodecs);
        Add(options.Serializers, types.Serializers);
        Add(options.Copiers, types.Copiers);
        Add(options.Converters, types.Converters);
        Add(options.Interfaces, types.Interfaces);
        Add(options.InterfaceProxies, types.InterfaceProxies);
        Add(options.InterfaceImplementations, types.InterfaceImplementations);
        Add(options.AllowedTypes, types.AllowedTypes);
        Add(options.AllowedAssemblies, types.AllowedAssemblies);
        foreach (var (id, type) in types.WellKnownTypeIds)
        {
            options.WellKnownTypeIds[id] = type;
        }

        foreach (var (alias, type) in types.WellKnownTypeAliases)
        {
            options.WellKnownTypeAliases[alias] = type;
        }

        options.Converters.Remove(typeof(NDArrayConverter<>));
        options.Serializers.Add(typeof(OutOfBandNDArrayCodec<>));
        foreach (var codec in Codecs)
        {
            Add(options.Serializers, Elements.Select(element => codec.MakeGenericType(element)));
        }
    }

    private static void Add<T>(HashSet<T> set, IEnumerable<T> items) => set.UnionWith(items);
}
