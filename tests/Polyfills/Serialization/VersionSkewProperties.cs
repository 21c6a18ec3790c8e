using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

/// <summary>Random graphs inside of versions of one type, which the two sides know by one alias.</summary>
public sealed class VersionSkewProperties
{
    private static readonly Serializer First = Knowing(typeof(EnvelopeV1)), Second = Knowing(typeof(EnvelopeV2)), Third = Knowing(typeof(EnvelopeV3));

    [Fact]
    public void What_an_older_version_knows_survives_all_that_it_does_not()
        => Check(static (left, right) =>
        {
            var written = new EnvelopeV2 { Before = left, Payload = right, Count = 7, After = [left, right], Cell = new GraphCell { Link = left } };
            var result = Assert.IsType<EnvelopeV1>(First.Deserialize<object>(Second.SerializeToArray<object>(written)));
            Assert.Null(GraphComparer.Difference(right, result.Payload));
            Assert.Equal(7, result.Count);
        });

    [Fact]
    public void What_a_newer_version_adds_has_its_default()
        => Check(static (left, right) =>
        {
            var written = new EnvelopeV1 { Payload = (object?[])[left, right], Count = 7 };
            var result = Assert.IsType<EnvelopeV2>(Second.Deserialize<object>(First.SerializeToArray<object>(written)));
            Assert.Null(GraphComparer.Difference(written.Payload, result.Payload));
            Assert.Equal((7L, "default"), (result.Count, result.Added));
            Assert.Null(result.Before);
        });

    [Fact]
    public void A_level_of_inheritance_may_come_and_go()
        => Check(static (left, right) =>
        {
            var written = new EnvelopeV3 { Payload = right, Count = 7, OfDerived = left };
            var old = Assert.IsType<EnvelopeV1>(First.Deserialize<object>(Third.SerializeToArray<object>(written)));
            Assert.Equal(7, old.Count);
            Assert.Null(GraphComparer.Difference(right, old.Payload));
            var fresh = Assert.IsType<EnvelopeV3>(Third.Deserialize<object>(First.SerializeToArray<object>(new EnvelopeV1 { Payload = left, Count = 8 })));
            Assert.Equal(8, fresh.Count);
            Assert.Null(fresh.OfDerived);
            Assert.Null(GraphComparer.Difference(left, fresh.Payload));
        });

    [Fact]
    public void A_type_that_the_reader_lacks_does_no_harm_in_a_member_that_it_lacks_too()
    {
        var writing = Knowing(typeof(EnvelopeV2), ("polyfills.unknown", typeof(NewInV2)));
        var bytes = writing.SerializeToArray<object>(new EnvelopeV2 { Before = new NewInV2 { Number = 3 }, Payload = new GraphNode { Name = "kept" }, After = [new NewInV2()] });
        var result = Assert.IsType<EnvelopeV1>(First.Deserialize<object>(bytes));
        Assert.Equal("kept", Assert.IsType<GraphNode>(result.Payload).Name);
        Assert.Throws<SerializerException>(() => Second.Deserialize<object>(bytes));
    }

    private static Serializer Knowing(Type envelope, params (string Alias, Type Type)[] others)
        => SerializerServices.Create(builder => builder.Configure(options =>
        {
            options.WellKnownTypeAliases["polyfills.envelope"] = envelope;
            foreach (var (alias, type) in others)
            {
                options.WellKnownTypeAliases[alias] = type;
            }
        })).GetRequiredService<Serializer>();

    private static void Check(Action<object?, object?> property)
        => Prop.ForAll(Programs.Arbitrary, program =>
        {
            var graph = GraphProgram.Run(program);
            property(graph[0], graph[graph.Length / 2]);
        }).Check(Programs.Config(500));
}

[GenerateSerializer]
public sealed class EnvelopeV1
{
    [Id(3)]
    public object? Payload { get; set; }

    [Id(5)]
    public int Count { get; set; }
}

[GenerateSerializer]
public sealed class EnvelopeV2
{
    [Id(0)]
    public object? Before { get; set; }

    [Id(1)]
    public string Added { get; set; } = "default";

    [Id(3)]
    public object? Payload { get; set; }

    [Id(4)]
    public GraphCell Cell { get; set; }

    [Id(5)]
    public long Count { get; set; }

    [Id(6)]
    public object?[]? After { get; set; }
}

[GenerateSerializer]
public class EnvelopeV3Base
{
    [Id(3)]
    public object? Payload { get; set; }

    [Id(5)]
    public int Count { get; set; }
}

[GenerateSerializer]
public sealed class EnvelopeV3 : EnvelopeV3Base
{
    [Id(3)]
    public object? OfDerived { get; set; }
}

[GenerateSerializer]
public sealed class NewInV2
{
    [Id(0)]
    public int Number { get; set; }
}
