using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
    public void Options_may_come_from_objects_and_from_services()
    {
        var services = new ServiceCollection()
            .AddSerializer(static builder => builder.Configure(new AddCountingCopier()))
            .AddSerializer(static builder => builder.Configure(static _ => new AddCountingCopier()))
            .AddSerializer(static builder => builder.AddAssembly(typeof(ConfigurationTests).Assembly))
            .BuildServiceProvider();
        Assert.Equal(1, services.GetRequiredService<DeepCopier>().Copy(new Counted()).Copies);
    }

    [Fact]
    public void A_renamed_type_is_found_by_its_old_alias()
    {
        var old = CreateServices(static services => services.Configure<TypeManifestOptions>(static options => options.WellKnownTypeAliases["conformance.renamed"] = typeof(OldName))).GetRequiredService<Serializer>();
        var current = CreateServices(static services => services.Configure<TypeManifestOptions>(static options => options.WellKnownTypeAliases["conformance.renamed"] = typeof(NewName))).GetRequiredService<Serializer>();
        Assert.Equal(3, Assert.IsType<NewName>(current.Deserialize<object>(old.SerializeToArray<object>(new OldName { Number = 3 }))).Number);
        Assert.Equal(4, Assert.IsType<OldName>(old.Deserialize<object>(current.SerializeToArray<object>(new NewName { Number = 4, Added = "x" }))).Number);
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

public sealed class AddCountingCopier : IConfigureOptions<TypeManifestOptions>
{
    public void Configure(TypeManifestOptions options) => options.Copiers.Add(typeof(CountingCopier));
}

[GenerateSerializer]
public sealed class OldName
{
    [Id(0)]
    public int Number { get; set; }
}

[GenerateSerializer]
public sealed class NewName
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public string? Added { get; set; }
}
