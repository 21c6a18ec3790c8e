using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.TypeSystem;

/// <summary>
/// Hand-written converters, codecs, copiers and activators, from scanned assemblies and from the options, by the
/// type they are for. Instances are made on first use, from the container.
/// </summary>
internal sealed class Registrations
{
    private readonly IServiceProvider _services;
    private readonly TypeManifestOptions _options;
    private readonly ConcurrentDictionary<Type, object> _instances = new();
    private readonly Lazy<IGeneralizedCodec[]> _generalizedCodecs;
    private readonly Lazy<ISpecializableCodec[]> _specializableCodecs;
    private readonly Lazy<IGeneralizedCopier[]> _generalizedCopiers;
    private readonly Lazy<ISpecializableCopier[]> _specializableCopiers;
    private RegistrationIndex? _index;

    public Registrations(IServiceProvider services, TypeManifestOptions options)
    {
        _services = services;
        _options = options;
        _generalizedCodecs = new(() => Collect<IGeneralizedCodec>(Index().Codecs));
        _specializableCodecs = new(() => Collect<ISpecializableCodec>(Index().Codecs));
        _generalizedCopiers = new(() => Collect<IGeneralizedCopier>(Index().Copiers));
        _specializableCopiers = new(() => Collect<ISpecializableCopier>(Index().Copiers));
    }

    public object? FindConverter(Type type) => Find(Index().ConvertersByType, type);

    public object? FindCodec(Type type) => Find(Index().CodecsByType, type);

    public object? FindCopier(Type type) => Find(Index().CopiersByType, type);

    public object? FindActivator(Type type) => Find(Index().ActivatorsByType, type);

    public IFieldCodec? FindGeneralizedCodec(Type type)
    {
        foreach (var codec in _generalizedCodecs.Value)
        {
            if (codec.IsSupportedType(type))
            {
                return codec;
            }
        }

        foreach (var codec in _specializableCodecs.Value)
        {
            if (codec.IsSupportedType(type))
            {
                return codec.GetSpecializedCodec(type);
            }
        }

        return null;
    }

    public IDeepCopier? FindGeneralizedCopier(Type type)
    {
        foreach (var copier in _generalizedCopiers.Value)
        {
            if (copier.IsSupportedType(type))
            {
                return copier;
            }
        }

        foreach (var copier in _specializableCopiers.Value)
        {
            if (copier.IsSupportedType(type))
            {
                return copier.GetSpecializedCopier(type);
            }
        }

        return null;
    }

    public object Instantiate(Type type)
        => _instances.GetOrAdd(type, static (key, services) => ActivatorUtilities.GetServiceOrCreateInstance(services, key), _services);

    private object? Find(Dictionary<Type, List<RegisteredType>> byTarget, Type type)
    {
        if (byTarget.TryGetValue(type, out var candidates))
        {
            return Instantiate(candidates[0].Implementation);
        }

        if (type.IsConstructedGenericType && byTarget.TryGetValue(type.GetGenericTypeDefinition(), out candidates))
        {
            foreach (var candidate in candidates)
            {
                if (candidate.Close(type) is { } closed)
                {
                    return Instantiate(closed);
                }
            }
        }

        return null;
    }

    private RegistrationIndex Index()
    {
        var version = AssemblyCatalog.Version;
        if (_index is { } index && index.Version == version)
        {
            return index;
        }

        return _index = new RegistrationIndex(_options, version);
    }

    private TService[] Collect<TService>(IEnumerable<Type> registered)
        where TService : class
        => [.. _services.GetServices<TService>(), .. registered.Where(type => !type.IsGenericTypeDefinition && type.IsAssignableTo(typeof(TService))).Select(type => (TService)Instantiate(type))];
}
