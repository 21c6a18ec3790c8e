using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Hosting;

/// <summary>What silos and clients have in common.</summary>
internal static class CommonServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions();
        services.AddLogging();
        services.AddSerializer();
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<ClusterOptions>(configuration);
        services.AddSingleton<IConfigureOptions<GrainTypeOptions>, GrainTypeDiscovery>();
        services.AddSingleton<GrainTypeMap>();
        services.AddSingleton<IConfigurationValidator, SerializerAnalysis>();
        services.AddSingleton<GrainReferences>();
        services.AddSingleton<GrainReferenceCodec>();
        services.AddSingleton<IGeneralizedCodec>(static services => services.GetRequiredService<GrainReferenceCodec>());
        services.AddSingleton<IGeneralizedCopier>(static services => services.GetRequiredService<GrainReferenceCodec>());
        services.AddSingleton<JsonSerializerConfiguration>();
        services.AddSingleton<IConfigureOptions<OrleansJsonSerializerOptions>>(static services => services.GetRequiredService<JsonSerializerConfiguration>());
        services.TryAddSingleton(static services => new OrleansJsonSerializer(services.GetRequiredService<IOptions<OrleansJsonSerializerOptions>>()));
        services.AddSingleton<SharedCancellations>();
        services.AddSingleton<GrainCancellationTokenCodec>();
        services.AddSingleton<IGeneralizedCodec>(static services => services.GetRequiredService<GrainCancellationTokenCodec>());
        services.AddSingleton<IGeneralizedCopier>(static services => services.GetRequiredService<GrainCancellationTokenCodec>());
        services.AddSingleton<RequestCodec>();
        services.AddSingleton<IGeneralizedCodec>(static services => services.GetRequiredService<RequestCodec>());
        services.AddSingleton<IGeneralizedCopier>(static services => services.GetRequiredService<RequestCodec>());
        services.AddSingleton<LocalObjects>();
        services.AddSingleton<MessageBodyCodec>();
        services.AddSingleton<MessageCodec>();
        services.TryAddSingleton<ITransport, TcpTransport>();
        services.AddSingleton<PeerNetwork>();
        services.TryAddSingleton<IGrainContextAccessor, GrainContextAccessor>();
    }
}
