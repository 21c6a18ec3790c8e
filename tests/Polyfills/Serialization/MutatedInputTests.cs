using FsCheck;
using FsCheck.Fluent;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

/// <summary>Valid input with something wrong in it.</summary>
public sealed class MutatedInputTests
{
    private static readonly Serializer Serializer = SerializerServices.Serializer;

    public static TheoryData<int> Samples() => [.. Enumerable.Range(0, CreateSamples().Length)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Input_that_ends_early_is_refused(int sample)
    {
        var bytes = CreateSamples()[sample];
        for (var length = 0; length < bytes.Length; length++)
        {
            HostileInput.Fails<object>(bytes[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Input_with_a_bit_flipped_is_read_or_refused(int sample)
    {
        var bytes = CreateSamples()[sample];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            HostileInput.Read<object>(flipped);
        }
    }

    [Fact]
    public void Graphs_cut_spliced_and_scrambled_are_read_or_refused()
    {
        var random = Programs.Random();
        Prop.ForAll(Programs.Arbitrary, program =>
        {
            var bytes = Serializer.SerializeToArray(GraphProgram.Run(program));
            for (var i = 0; i < 8; i++)
            {
                HostileInput.Read<object[]>(Mutate(bytes, random));
            }
        }).Check(Programs.Config(1500));
    }

    [Fact]
    public void Noise_is_read_or_refused()
    {
        var random = Programs.Random();
        for (var i = 0; i < Programs.Count(20_000); i++)
        {
            var noise = new byte[random.Next(1, 64)];
            random.NextBytes(noise);
            HostileInput.Read<object>(noise);
            HostileInput.Read<DerivedNode>(noise);
            HostileInput.Read<Exception>(noise);
            HostileInput.Read<Dictionary<string, List<GraphCell>>>(noise);
        }
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var result = new List<byte>(bytes);
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(result.Count);
            var length = Math.Min(random.Next(1, 16), result.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    result[at] = (byte)random.Next(256);
                    break;
                case 1:
                    result.RemoveRange(at, Math.Min(length, result.Count - 1));
                    break;
                case 2:
                    result.InsertRange(at, result.GetRange(random.Next(result.Count - length + 1), length));
                    break;
                case 3:
                    result.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)));
                    break;
                default:
                    result[at] = (byte)(0xC0 | (result[at] & 7));
                    break;
            }
        }

        return [.. result];
    }

    private static byte[][] CreateSamples()
    {
        Exception thrown;
        try
        {
            throw new InvalidOperationException("outer", new ArgumentNullException("name"));
        }
        catch (InvalidOperationException exception)
        {
            thrown = exception;
        }

        var shared = new GraphNode { Number = 1, Name = "shared" };
        object[] values =
        [
            new DerivedNode { Name = "n", First = shared, Second = shared, Many = [shared, null, "text"], Named = { ["k"] = 1.5m }, Cell = new GraphCell { X = 3, Link = shared } },
            thrown,
            new AggregateException(new TimeoutException(), new FileNotFoundException("x", "file")),
            new Dictionary<string, List<(int, Guid)>> { ["a"] = [(1, Guid.Empty)], ["b"] = [] },
            new object[,] { { 1, "x" }, { new int[2, 2], DateTime.UnixEpoch } },
            new GraphRecord("key", new ForeignNode("f", new[] { Colour.Blue })) { Numbers = [1, 2, 3] },
            System.Collections.Immutable.ImmutableSortedDictionary<string, Type>.Empty.Add("t", typeof(List<GraphBox<int[]>>)),
            new object[] { new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "s" }, new Uri("https://example.org"), new Version(1, 2), System.Net.IPAddress.Loopback, new System.Collections.BitArray(9), System.Numerics.BigInteger.One },
        ];
        return [.. values.Select(static value => Serializer.SerializeToArray(value))];
    }
}
