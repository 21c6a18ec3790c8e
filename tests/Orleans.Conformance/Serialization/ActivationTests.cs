using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Activators;

namespace Orleans.Conformance.Serialization;

public sealed class ActivationTests : SerializerTest
{
    [Fact]
    public void A_registered_activator_makes_the_instances()
    {
        Assert.Equal(("activator", 3), (RoundTrip(new WithActivator("here") { Number = 3 }).Origin, RoundTrip(new WithActivator("here") { Number = 3 }).Number));
        Assert.Equal("activator", Copier.Copy(new WithActivator("here")).Origin);
    }

    [Fact]
    public void A_marked_constructor_gets_its_arguments_from_the_services()
    {
        var origin = new Origin("service");
        var services = CreateServices(services => services.AddSingleton(origin));
        var serializer = services.GetRequiredService<Serializer>();
        var value = new WithInjection(new Origin("here")) { Number = 5 };
        var result = serializer.Deserialize<WithInjection>(serializer.SerializeToArray(value));
        Assert.Equal(5, result.Number);
        Assert.Same(origin, result.Origin);
        Assert.Same(origin, services.GetRequiredService<DeepCopier>().Copy(value).Origin);
    }

    [Fact]
    public void Default_values_may_be_left_out()
    {
        var sparse = new Sparse { Last = 5 };
        Assert.Equal((0, null, 5), (RoundTrip(sparse).Number, RoundTrip(sparse).Text, RoundTrip(sparse).Last));
        var full = new Sparse { Number = 1, Text = "t", Last = 2 };
        Assert.Equal((1, "t", 2), (RoundTrip(full).Number, RoundTrip(full).Text, RoundTrip(full).Last));
        Assert.True(Serializer.SerializeToArray(new Sparse()).Length < Serializer.SerializeToArray(full).Length);
    }

    [Fact]
    public void References_to_a_type_need_not_be_tracked()
    {
        var shared = new Untracked { Number = 4 };
        Untracked[] value = [shared, shared];
        var result = RoundTrip(value);
        Assert.Equal((4, 4), (result[0].Number, result[1].Number));
        Assert.NotSame(result[0], result[1]);
    }
}

[GenerateSerializer]
[UseActivator]
public sealed class WithActivator(string origin)
{
    public string Origin { get; } = origin;

    [Id(0)]
    public int Number { get; set; }
}

[RegisterActivator]
public sealed class WithActivatorActivator : IActivator<WithActivator>
{
    public WithActivator Create() => new("activator");
}

[GenerateSerializer]
[OmitDefaultMemberValues]
public sealed class Sparse
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public string? Text { get; set; }

    [Id(9)]
    public int Last { get; set; }
}

[GenerateSerializer]
[SuppressReferenceTracking]
public sealed class Untracked
{
    [Id(0)]
    public int Number { get; set; }
}

public sealed class Origin(string name)
{
    public string Name => name;
}

[GenerateSerializer]
public sealed class WithInjection
{
    [GeneratedActivatorConstructor]
    public WithInjection(Origin origin) => Origin = origin;

    public Origin Origin { get; }

    [Id(0)]
    public int Number { get; set; }
}
