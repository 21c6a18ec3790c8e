using Orleans.Storage;

namespace Orleans.Serialization;

/// <summary>Teaches both JSON serializers the types that are of this framework. What an application configures comes after, and can change it.</summary>
internal sealed class JsonSerializerConfiguration(IServiceProvider services) : IConfigureOptions<OrleansJsonSerializerOptions>, IConfigureOptions<SystemTextJsonGrainStorageSerializerOptions>
{
    public void Configure(OrleansJsonSerializerOptions options)
    {
        var converters = options.JsonSerializerSettings.Converters;
        converters.Add(new TextJsonConverter<IPAddress>(static address => address.ToString(), IPAddress.Parse));
        converters.Add(new TextJsonConverter<ActivationId>(static id => id.ToParsableString(), ActivationId.FromParsableString));
        converters.Add(new TextJsonConverter<GrainType>(static type => type.ToString(), static text => new GrainType(IdSpan.Create(text))));
        converters.Add(new TextJsonConverter<GrainInterfaceType>(static type => type.ToString(), GrainInterfaceType.Create));
        converters.Add(new TextJsonConverter<IdSpan>(static span => span.ToString(), IdSpan.Create));
        converters.Add(new IPEndPointJsonConverter());
        converters.Add(new SiloAddressJsonConverter());
        converters.Add(new GrainIdJsonConverter());
        converters.Add(new GrainReferenceJsonConverter(services));
    }

    public void Configure(SystemTextJsonGrainStorageSerializerOptions options)
    {
        var converters = options.JsonSerializerOptions.Converters;
        converters.Add(new TextConverter<IPAddress>(static address => address.ToString(), IPAddress.Parse));
        converters.Add(new TextConverter<IPEndPoint>(static endpoint => endpoint.ToString(), IPEndPoint.Parse));
        converters.Add(new GrainReferenceConverterFactory(services));
    }
}
