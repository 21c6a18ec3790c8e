using System.Collections.Immutable;
using System.Globalization;
using Orleans.Serialization;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Polyfills.Serialization;

/// <summary>Input made to hurt: what it claims is far more than what it holds.</summary>
public sealed class HostileInputTests
{
    private static readonly ulong[] Claims = [100, 100_000, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue];

    [Fact]
    public void Announced_elements_must_fit_into_the_input()
    {
        foreach (var claim in Claims)
        {
            foreach (var type in new[] { typeof(object[]), typeof(List<string>), typeof(HashSet<string>), typeof(Dictionary<string, int>), typeof(Queue<string>), typeof(ImmutableList<string>), typeof(SortedSet<string>), typeof(GraphCell[]) })
            {
                HostileInput.Fails<object>(Wire.Write(writer =>
                {
                    writer.WriteHeader(0, type, WireType.TagDelimited);
                    writer.WriteCount(1, claim);
                    writer.WriteEndObject();
                }));
            }
        }
    }

    [Fact]
    public void Announced_lengths_must_fit_into_the_input()
    {
        foreach (var claim in Claims)
        {
            foreach (var type in new[] { typeof(string), typeof(byte[]), typeof(long[]), typeof(List<int>), typeof(Guid), typeof(Uri), typeof(System.Numerics.BigInteger), typeof(System.Collections.BitArray), typeof(Type) })
            {
                HostileInput.Fails<object>(Wire.Write(writer =>
                {
                    writer.WriteHeader(0, type, WireType.LengthPrefixed);
                    writer.WriteVarUInt64(claim);
                    writer.Write([1, 2, 3]);
                }));
            }
        }
    }

    [Fact]
    public void Collections_in_collections_cannot_announce_the_same_bytes_again()
    {
        // Each list claims all that follows it, which is true of it alone.
        const int Depth = 1000;
        HostileInput.Fails<object>(Wire.Write(static writer =>
        {
            for (var i = 0; i < Depth; i++)
            {
                writer.WriteHeader(i == 0 ? 0u : 1u, typeof(object[]), WireType.TagDelimited);
                writer.WriteCount(1, 100_000);
            }

            writer.Write(new byte[200_000]);
        }));
    }

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, 4)]
    [InlineData(0, int.MaxValue)]
    [InlineData(65536, 65536)]
    [InlineData(1_000_000, 1)]
    public void Dimensions_must_fit_into_the_input(int first, int second)
        => HostileInput.Read<object>(Wire.Write(writer =>
        {
            writer.WriteHeader(0, typeof(object[,]), WireType.TagDelimited);
            writer.WriteHeader(0, null, WireType.LengthPrefixed);
            writer.WriteVarUInt64(8);
            writer.WriteFixed32((uint)first);
            writer.WriteFixed32((uint)second);
            writer.WriteEndObject();
        }));

    [Theory]
    [InlineData(typeof(GraphNode), 2u)]
    [InlineData(typeof(GraphBox<object>), 0u)]
    [InlineData(typeof(Tuple<object>), 0u)]
    [InlineData(typeof(ValueTuple<object>), 0u)]
    [InlineData(typeof(ForeignNode), 1u)]
    [InlineData(typeof(GraphCell), 1u)]
    [InlineData(typeof(GraphNode), 55u)]
    public void Objects_in_objects_are_refused_in_time(Type type, uint member)
    {
        foreach (var depth in new[] { 100_000, 1_000_000 })
        {
            HostileInput.Fails<object>(Wire.Write(writer =>
            {
                for (var i = 0; i < depth; i++)
                {
                    writer.WriteHeader(i == 0 ? 0 : member, type, WireType.TagDelimited);
                }
            }));
        }
    }

    [Fact]
    public void Collections_in_collections_are_refused_in_time()
    {
        foreach (var type in new[] { typeof(object[]), typeof(List<object>), typeof(Queue<object>), typeof(ImmutableArray<object>), typeof(ArraySegment<object>) })
        {
            HostileInput.Fails<object>(Wire.Write(writer =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    writer.WriteHeader(i == 0 ? 0u : 1u, type, WireType.TagDelimited);
                    writer.WriteCount(1, 1);
                }
            }));
        }
    }

    [Fact]
    public void Inner_exceptions_are_refused_in_time()
        => HostileInput.Fails<object>(Wire.Write(static writer =>
        {
            for (var i = 0; i < 200_000; i++)
            {
                writer.WriteHeader(i == 0 ? 0u : 2u, typeof(Exception), WireType.TagDelimited);
            }
        }));

    [Fact]
    public void What_is_too_deep_is_neither_written_nor_copied()
    {
        var chain = new GraphNode();
        for (var i = 0; i < 1_000_000; i++)
        {
            chain = new GraphNode { First = chain };
        }

        Assert.Contains("nested too deeply", Assert.Throws<SerializerException>(() => SerializerServices.Serializer.SerializeToArray(chain)).Message, StringComparison.Ordinal);
        Assert.Contains("nested too deeply", Assert.Throws<SerializerException>(() => SerializerServices.Copier.Copy(chain)).Message, StringComparison.Ordinal);

        // Neither failure is left behind in what is pooled.
        var small = new GraphNode { First = new GraphNode { Number = 5 } };
        Assert.Null(GraphComparer.Difference(small, SerializerServices.Copier.Copy(SerializerServices.Serializer.Deserialize<GraphNode>(SerializerServices.Serializer.SerializeToArray(small)))));
    }

    [Fact]
    public void References_lead_to_what_was_there_before()
    {
        foreach (var id in new ulong[] { 2, 3, 77, int.MaxValue, uint.MaxValue, ulong.MaxValue })
        {
            HostileInput.Fails<object>(Wire.Write(writer =>
            {
                writer.WriteHeader(0, typeof(GraphNode), WireType.TagDelimited);
                writer.WriteHeader(2, null, WireType.Reference);
                writer.WriteVarUInt64(id);
                writer.WriteEndObject();
            }));
        }
    }

    [Fact]
    public void A_reference_to_something_else_is_refused()
        => HostileInput.Fails<object>(Wire.Write(static writer =>
        {
            writer.WriteHeader(0, typeof(DerivedNode), WireType.TagDelimited);
            writer.WriteHeader(9, null, WireType.Reference);
            writer.WriteVarUInt64(1);
            writer.WriteEndObject();
        }));

    [Fact]
    public void What_is_not_complete_cannot_be_a_part_of_itself()
    {
        HostileInput.Fails<object>(Wire.Write(static writer =>
        {
            writer.WriteHeader(0, typeof(ImmutableList<object>), WireType.TagDelimited);
            writer.WriteCount(1, 1);
            writer.WriteReference(1, 1);
            writer.WriteEndObject();
        }));
        HostileInput.Fails<object>(Wire.Write(static writer =>
        {
            writer.WriteHeader(0, typeof(ForeignNode), WireType.TagDelimited);
            writer.WriteReference(1, 1);
            writer.WriteEndObject();
        }));
    }

    [Fact]
    public void References_into_skipped_values_within_skipped_values_are_followed()
    {
        const int Depth = 1500;
        var input = Wire.Write(static writer =>
        {
            writer.WriteHeader(0, typeof(object[]), WireType.TagDelimited);
            writer.WriteCount(1, 1 + Depth);
            writer.WriteHeader(1, typeof(GraphNode), WireType.TagDelimited);
            for (var i = 0; i < Depth; i++)
            {
                // An id that nobody knows, so that all of it is skipped.
                writer.WriteHeader(20, typeof(GraphNode), WireType.TagDelimited);
            }

            writer.WriteHeader(20, typeof(byte[]), WireType.LengthPrefixed);
            writer.WriteVarUInt64(100_000);
            writer.Write(new byte[100_000]);
            for (var i = 0; i <= Depth; i++)
            {
                writer.WriteEndObject();
            }

            for (var i = 0; i < Depth; i++)
            {
                writer.WriteReference(0, 4 + i);
            }

            writer.WriteEndObject();
        });
        var result = SerializerServices.Serializer.Deserialize<object[]>(input);
        Assert.All(result, static item => Assert.IsType<GraphNode>(item));
        Assert.Equal(result.Length, result.Distinct(ReferenceEqualityComparer.Instance).Count());
        HostileInput.Read<object[]>(input);
    }

    [Theory]
    [InlineData("System.Diagnostics.Process,System.Diagnostics.Process")]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.AppDomain")]
    [InlineData("System.Action")]
    [InlineData("System.Void")]
    [InlineData("System.Void[]")]
    [InlineData("System.TypedReference[]")]
    [InlineData("System.Span\\`1<System.Int32>")]
    [InlineData("System.Collections.Generic.List`1<System.Span`1<System.Int32>>")]
    [InlineData("System.Collections.Generic.List`1<System.Void>")]
    [InlineData("System.Nullable`1<System.String>")]
    [InlineData("System.Nullable`1<System.Nullable`1<System.Int32>>")]
    [InlineData("System.Collections.Generic.List`1")]
    [InlineData("System.Collections.Generic.List`1<System.Int32|System.Int32>")]
    [InlineData("System.Collections.Generic.List`1\\[\\[Evil.Type, Evil.Assembly\\]\\]")]
    [InlineData("System.Int32*")]
    [InlineData("System.Int32&")]
    [InlineData("System.String[")]
    [InlineData("System.String[,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,]")]
    [InlineData("Orleans.Polyfills.Serialization.GraphBox`1,Orleans.Polyfills.Tests")]
    [InlineData("Orleans.Polyfills.Serialization.HostileInput,Orleans.Polyfills.Tests")]
    [InlineData("Orleans.Polyfills.Serialization.HostileInputTests,Orleans.Polyfills.Tests")]
    [InlineData("Unknown.Type,Unknown.Assembly")]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("!!System.Exception")]
    [InlineData("<>")]
    [InlineData("\\")]
    [InlineData(",,,,")]
    [InlineData("\0")]
    public void A_type_of_which_there_are_no_values_to_read_is_refused(string name)
        => HostileInput.Fails<object>(Wire.Write(writer =>
        {
            writer.WriteNamed(0, name, WireType.TagDelimited);
            writer.WriteHeader(0, typeof(int), WireType.VarInt);
            writer.WriteVarUInt64(2);
            writer.WriteByte(0xFF);
        }));

    [Fact]
    public void Names_that_are_hard_work_are_refused()
    {
        Refused(string.Concat(Enumerable.Repeat("System.Collections.Generic.List`1<", 10_000)) + "System.Int32" + new string('>', 10_000));
        Refused("System.Int32" + string.Concat(Enumerable.Repeat("[]", 10_000)));
        Refused("System.ValueTuple`8<" + string.Join('|', Enumerable.Repeat(Wide(3), 8)) + ">");
        Refused(new string('x', 1_000_000));
        Refused(new string('\\', 1_000_001));
        Refused(string.Concat(Enumerable.Repeat("A+", 100_000)) + "B");

        static string Wide(int depth) => depth == 0 ? "System.Guid" : "System.ValueTuple`7<" + string.Join('|', Enumerable.Repeat(Wide(depth - 1), 7)) + ">";

        static void Refused(string name) => HostileInput.Fails<object>(Wire.Write(writer =>
        {
            writer.WriteNamed(0, name, WireType.TagDelimited);
            writer.WriteEndObject();
        }));
    }

    [Fact]
    public void Many_exceptions_of_unknown_types_cost_what_they_weigh()
    {
        const int Count = 5000;
        var input = Wire.Write(static writer =>
        {
            writer.WriteHeader(0, typeof(object[]), WireType.TagDelimited);
            writer.WriteCount(1, Count);
            for (var i = 0; i < Count; i++)
            {
                writer.WriteNamed(i == 0 ? 1u : 0, string.Create(CultureInfo.InvariantCulture, $"!No.Such{i},Assembly{i}"), WireType.TagDelimited);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
        Assert.Null(HostileInput.Read<object>(input));
    }

    [Fact]
    public void The_refusal_of_a_type_says_what_to_do()
    {
        var refusal = HostileInput.Read<object>(Wire.Write(static writer =>
        {
            writer.WriteNamed(0, "My.Type,My.Assembly", WireType.TagDelimited);
            writer.WriteEndObject();
        }));
        Assert.Contains("My.Type", refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("[GenerateSerializer]", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AddAllowedType", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_broken_characters_are_read_or_refused()
        => HostileInput.Read<string>(Wire.Write(static writer =>
        {
            writer.WriteHeader(0, null, WireType.LengthPrefixed);
            writer.WriteVarUInt64(4);
            writer.Write([0xFF, 0xC0, 0x80, 0xED]);
        }));

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        foreach (var type in new[] { typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(char), typeof(Colour), typeof(TimeOnly), typeof(DateOnly) })
        {
            HostileInput.Fails<object>(Wire.Write(writer =>
            {
                writer.WriteHeader(0, type, WireType.VarInt);
                writer.WriteVarUInt64(ulong.MaxValue - 3);
            }));
        }
    }
}
