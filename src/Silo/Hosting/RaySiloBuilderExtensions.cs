using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Ray.Actors;
using Orleans.Ray.ActorTable;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Gcs;
using Orleans.Ray.Hosting;
using Orleans.Ray.Objects;
using Orleans.Ray.Placement;
using Orleans.Ray.Tasks;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Ray;

/// <summary>Makes a silo a Ray node.</summary>
public static class RaySiloBuilderExtensions
{
    /// <summary>
    /// Adds the services of a node to the silo: its object store, resources and local scheduler, and the tables of the global control
    /// state, whose rows go to the grain storage named <c>gcs</c> (memory, unless the silo adds another by that name first).
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets what the node declares. Called for each <c>AddRay</c>, in order; the rest is added once.</param>
    public static ISiloBuilder AddRay(this ISiloBuilder builder, Action<RayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<RayOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (builder.Services.Any(static service => service.ServiceType == typeof(RayNode)))
        {
            return builder;
        }

        if (!builder.Services.Any(static service => service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, GcsStorage.Name)))
        {
            builder.AddMemoryGrainStorage(GcsStorage.Name);
        }

        options.PostConfigure(static node => node.Validate());
        var services = builder.Services;

        // Named, since an application that only calls Ray.InitAsync refers to none of them itself.
        services.AddSerializer(static serializer => serializer
            .AddAssembly(typeof(IActorTableGrain).Assembly)
            .AddAssembly(typeof(RayNode).Assembly)
            .AddAssembly(typeof(ActorTableGrain).Assembly));
        services.AddSingleton<IGeneralizedCopier, ActorHandleCopier>();
        services.AddSingleton<IGeneralizedCopier, CompilerListCopier>();
        services.AddSingleton<IGeneralizedCodec, ProcessBoundCodec>();
        services.AddLogging(static logging => logging.AddRayScopes());
        services.AddSingleton<RayLog>();
        services.AddSingleton<ExportedObjects>();
        services.AddSingleton<ValueCopier>();
        services.AddSingleton<IActorNames, ActorTableClient>();
        services.AddSingleton(static provider => new RayNode(
            provider.GetRequiredService<IOptions<RayOptions>>().Value,
            provider.GetRequiredService<ValueCopier>(),
            provider.GetRequiredService<IOptions<TypeManifestOptions>>().Value,
            provider.GetRequiredService<IActorNames>(),
            provider.GetRequiredService<RayLog>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ExportedObjects>()));
        services.AddSingleton<HostedDriver>();
        services.AddSingleton(static provider => new GrainLeases(
            provider.GetRequiredService<RayNode>(),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<IOptions<RayOptions>>().Value.GrainPlacementTimeout));
        services.AddSingleton<GrainScopes>();
        services.AddPlacementDirector<BottomUpPlacement, BottomUpPlacementDirector>(ServiceLifetime.Transient);
        builder.AddIncomingGrainCallFilter<GrainCallFilter>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, NodeLifecycle>();
        services.TryAddSingleton<IRay>(static provider => provider.GetRequiredService<HostedDriver>().Ray);
        return builder;
    }
}
