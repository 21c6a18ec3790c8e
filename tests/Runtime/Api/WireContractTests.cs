using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Contracts;
using Orleans.Ray.Objects;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;

namespace Orleans.Ray.Tests.Api;

public sealed class WireContractTests
{
    private static readonly Assembly[] Assemblies =
    [
        Assembly.Load("Orleans.Ray.Grains.Interfaces"), Assembly.Load("Orleans.Ray"), Assembly.Load("Orleans.Ray.Grains"), Assembly.Load("Orleans.Ray.Silo"),
        typeof(WireContractTests).Assembly,
    ];

    [Fact]
    public void Orleans_generator_takes_the_contracts() => Assert.Empty(GeneratorRules.Check(Assemblies));

    [Fact]
    public void Every_member_that_is_sent_has_a_serializer()
    {
        var serializer = new ServiceCollection().AddSerializer().AddSingleton<IGeneralizedCodec, ProcessBoundCodec>().BuildServiceProvider().GetRequiredService<Serializer>();

        var types = Assemblies.SelectMany(static assembly => assembly.GetTypes()).Where(GeneratorRules.IsSerializable).ToArray();
        var unsendable = types.SelectMany(type => MembersOf(type)
            .Where(member => !member.Type.ContainsGenericParameters && !serializer.CanSerialize(member.Type))
            .Select(member => $"{type}.{member.Name}"));

        Assert.NotEmpty(types);
        Assert.Empty(unsendable);
    }

    private static IEnumerable<(string Name, Type Type)> MembersOf(Type type) => type
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(static field => !field.IsDefined(typeof(NonSerializedAttribute)))
        .Select(static field => (field.Name, field.FieldType));
}
