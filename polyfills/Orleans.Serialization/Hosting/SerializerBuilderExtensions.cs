using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;

namespace Orleans.Serialization;

public static class SerializerBuilderExtensions
{
    public static ISerializerBuilder Configure(this ISerializerBuilder builder, Func<IServiceProvider, IConfigureOptions<TypeManifestOptions>> factory)
    {
        builder.Services.AddSingleton(factory);
        return builder;
    }

    public static ISerializerBuilder Configure(this ISerializerBuilder builder, IConfigureOptions<TypeManifestOptions> configure)
    {
        builder.Services.AddSingleton(configure);
        return builder;
    }

    public static ISerializerBuilder Configure(this ISerializerBuilder builder, Action<TypeManifestOptions> configure)
    {
        builder.Services.Configure(configure);
        return builder;
    }

    public static ISerializerBuilder AddAssembly(this ISerializerBuilder builder, Assembly assembly)
    {
        builder.Services.Configure<TypeManifestOptions>(options => options.AddAllowedAssembly(assembly));
        return builder;
    }
}
