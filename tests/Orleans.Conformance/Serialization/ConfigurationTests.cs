using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace Orleans.Conformance.Serialization;

public sealed class ConfigurationTests : SerializerTest
{
    [Fact]
    public void Copiers_may_come_from_the_options()
    {
        var services = new ServiceCollection().AddSerializer(static builder => builder.Configure(static options => options.Copiers.Add(typeof(CountingCopier)))).BuildServiceProvider();
        Assert.Equal(1, services.GetRequiredService<DeepCopier>().Copy(new Counted()).Copies);
    }

    [Fact]
    public void Builder_and_services_are_the_same()
    {
        var services = new ServiceCollection();
        services.AddSerializer(builder => Assert.Same(services, builder.Services));
    }

    [Fact]
    public void Nothing_is_allowed_by_default() => Assert.False(new TypeManifestOptions().AllowAllTypes);

    [Fact]
    public void A_type_without_a_codec_is_refused_when_the_input_names_it()
    {
        var writing = CreateServices(static services => services.AddSingleton<IGeneralizedCodec, HandleCodec>().AddSingleton<ITypeFilter, HandleCodec>()).GetRequiredService<Serializer>();
        var bytes = writing.SerializeToArray<object>(new Handle("a"));
        Assert.Equal("a", ((IHandle)writing.Deserialize<object>(bytes)).Name);
        Assert.ThrowsAny<Exception>(() => Serializer.Deserialize<object>(bytes));
    }
}

public sealed class Counted
{
    public int Copies { get; init; }
}

public sealed class CountingCopier : IDeepCopier<Counted>
{
    public Counted DeepCopy(Counted input, CopyContext context) => new() { Copies = input.Copies + 1 };

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => DeepCopy((Counted)input!, context);
}
