using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Serializers;

/// <summary>
/// Finds or makes the codec and the copier of each type. "Exact" ones serve values whose run-time type is known;
/// the others serve a declared type, whose values may be of a derived one.
/// </summary>
public sealed class CodecProvider
{
    private readonly SlotTable<Copier> _copiers = new();
    private readonly SlotTable<FieldCodec> _fieldCodecs = new();
    private readonly ConcurrentDictionary<Type, Copier> _exactCopiers = new();
    private readonly ConcurrentDictionary<Type, ExactCodec> _exactCodecs = new();
    private readonly ConcurrentDictionary<Type, FieldCodec> _fieldCodecsByType = new();
    private readonly ConcurrentDictionary<Type, Copier> _copiersByType = new();
    private readonly CopierFactory _copierFactory;
    private readonly CodecFactory _codecFactory;

    internal CodecProvider(IServiceProvider serviceProvider, IOptions<TypeManifestOptions> codecConfiguration)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ArgumentNullException.ThrowIfNull(codecConfiguration);
        Services = serviceProvider;
        var options = codecConfiguration.Value;
        Registrations = new Registrations(serviceProvider, options);
        _copierFactory = new CopierFactory(this);
        _codecFactory = new CodecFactory(this);
        TypeNames = new TypeNames(this, options);
    }

    internal IServiceProvider Services { get; }

    internal Registrations Registrations { get; }

    internal TypeNames TypeNames { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Copier<T> GetCopier<T>()
        => _copiers.Get(TypeSlot<T>.Index) is { } copier ? Unsafe.As<Copier<T>>(copier) : AddCopier<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FieldCodec<T> GetFieldCodec<T>()
        => _fieldCodecs.Get(TypeSlot<T>.Index) is { } codec ? Unsafe.As<FieldCodec<T>>(codec) : AddFieldCodec<T>();

    internal Copier GetCopier(Type declaredType)
        => _copiersByType.TryGetValue(declaredType, out var copier)
            ? copier
            : Keep(_copiersByType, declaredType, GenericCall.Invoke<Copier>(GetCopier<object>, declaredType));

    internal FieldCodec GetFieldCodec(Type declaredType)
        => _fieldCodecsByType.TryGetValue(declaredType, out var codec)
            ? codec
            : _fieldCodecsByType.GetOrAdd(declaredType, GenericCall.Invoke<FieldCodec>(GetFieldCodec<object>, declaredType));

    internal Copier GetExactCopier(Type type)
        => _exactCopiers.TryGetValue(type, out var copier) ? copier : Keep(_exactCopiers, type, _copierFactory.Create(type));

    internal ExactCodec GetExactCodec(Type type)
        => _exactCodecs.TryGetValue(type, out var codec) ? codec : _exactCodecs.GetOrAdd(type, _codecFactory.Create(type));

    /// <param name="exactly">False where values of derived types would do.</param>
    internal bool CanSerialize(Type type, bool exactly = false)
        => _exactCodecs.ContainsKey(type) || (Nullable.GetUnderlyingType(type) is { } underlying && CanSerialize(underlying, exactly)) || (!exactly && (type.IsInterface || type.IsAbstract)) || _codecFactory.TryCreate(type) is not null;

    internal bool CanCopy(Type type) => type.IsInterface || type.IsAbstract || _exactCopiers.ContainsKey(type) || _copierFactory.TryCreate(type) is not null;

    private Copier<T> AddCopier<T>()
    {
        var type = typeof(T);
        var copier = type is { IsSealed: true, IsArray: false } || type.IsValueType || (type.IsArray && IsLeaf(type.GetElementType()!))
            ? (Copier<T>)GetExactCopier(type)
            : new PolymorphicCopier<T>(this);
        if (!copier.IsProvisional)
        {
            _copiers.Set(TypeSlot<T>.Index, copier);
        }

        return copier;
    }

    private static Copier Keep(ConcurrentDictionary<Type, Copier> cache, Type type, Copier copier)
        => copier.IsProvisional ? copier : cache.GetOrAdd(type, copier);

    private FieldCodec<T> AddFieldCodec<T>()
    {
        var codec = typeof(T).IsValueType ? _codecFactory.CreateValueField<T>()
            : typeof(T) is { IsSealed: true, IsArray: false } || (typeof(T).IsArray && IsLeaf(typeof(T).GetElementType()!)) ? GenericCall.Create<FieldCodec<T>>(typeof(SealedFieldCodec<>), [typeof(T)], this)
            : new ReferenceFieldCodec<T>(this);
        _fieldCodecs.Set(TypeSlot<T>.Index, codec);
        return codec;
    }

    // An array of anything else may hold, by covariance, an array of a derived type.
    private static bool IsLeaf(Type elementType) => elementType.IsValueType || elementType is { IsSealed: true, IsArray: false };
}
