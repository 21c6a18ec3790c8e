using Orleans.Serialization;

namespace Orleans.Conformance.Serialization;

/// <summary>Three versions of one type, each written and read as every other: what both know survives, the rest has its default.</summary>
public sealed class VersionMatrixTests : SerializerTest
{
    private static readonly Version[] Versions =
    [
        Version.Of(
            static () => new MatrixV1 { Size = 7, Name = "n", Place = new Point(1, 2), Tail = "end" },
            static value => new() { ["Size"] = $"{value.Size}", ["Name"] = value.Name, ["Place"] = $"{value.Place.X}", ["Tail"] = value.Tail }),
        Version.Of(
            static () => new MatrixV2 { Size = 7, Name = "n", Leaves = [new Leaf { Number = 3 }], Place = new Point(1, 2), Extra = new Node { Name = "x" }, Rank = Level.High, Tail = "end" },
            static value => new()
            {
                ["Size"] = $"{value.Size}", ["Name"] = value.Name, ["Leaves"] = $"{value.Leaves?[0].Number}", ["Place"] = $"{value.Place.X}", ["Extra"] = value.Extra?.Name,
                ["Rank"] = $"{value.Rank}", ["Tail"] = value.Tail,
            }),
        Version.Of(
            static () => new MatrixV3 { Name = "n", Leaves = [new Leaf { Number = 3 }], Rank = Level.High, Anything = new Dictionary<string, object> { ["k"] = new Leaf() }, Who = new Person("p", 1), Tail = "end" },
            static value => new()
            {
                ["Name"] = value.Name, ["Leaves"] = $"{value.Leaves?[0].Number}", ["Rank"] = $"{value.Rank}", ["Anything"] = (value.Anything as Dictionary<string, object>)?.Keys.Single(),
                ["Who"] = value.Who?.Name, ["Tail"] = value.Tail,
            }),
    ];

    public static TheoryData<int, int> Pairs()
    {
        var pairs = new TheoryData<int, int>();
        foreach (var from in Enumerable.Range(0, Versions.Length))
        {
            foreach (var to in Enumerable.Range(0, Versions.Length))
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_version_reads_every_other(int from, int to) => Check(from, to, Versions[to].Read(Serializer, Versions[from].Write(Serializer)));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_version_reads_lists_of_every_other(int from, int to) => Check(from, to, Versions[to].ReadLast(Serializer, Versions[from].WriteList(Serializer)));

    private static void Check(int from, int to, Dictionary<string, string?> result)
    {
        var (written, defaults) = (Versions[from].Values, Versions[to].Defaults);
        Assert.Equal(("n", "end"), (result["Name"], result["Tail"]));
        Assert.All(result, member => Assert.Equal(written.TryGetValue(member.Key, out var value) ? value : defaults[member.Key], member.Value));
    }

    private sealed record Version(
        Func<Serializer, byte[]> Write,
        Func<Serializer, byte[]> WriteList,
        Func<Serializer, byte[], Dictionary<string, string?>> Read,
        Func<Serializer, byte[], Dictionary<string, string?>> ReadLast,
        Dictionary<string, string?> Values,
        Dictionary<string, string?> Defaults)
    {
        public static Version Of<T>(Func<T> create, Func<T, Dictionary<string, string?>> describe)
            where T : new()
            => new(
                serializer => serializer.SerializeToArray(create()),
                serializer => serializer.SerializeToArray(new List<T> { create(), create() }),
                (serializer, bytes) => describe(serializer.Deserialize<T>(bytes)),
                (serializer, bytes) => describe(serializer.Deserialize<List<T>>(bytes)[^1]),
                describe(create()),
                describe(new T()));
    }
}

[GenerateSerializer]
public sealed class MatrixV1
{
    [Id(0)]
    public int Size { get; set; }

    [Id(1)]
    public string? Name { get; set; }

    [Id(4)]
    public Point Place { get; set; }

    [Id(30)]
    public string? Tail { get; set; }
}

[GenerateSerializer]
public sealed class MatrixV2
{
    [Id(0)]
    public long Size { get; set; } = 5;

    [Id(1)]
    public string? Name { get; set; }

    [Id(2)]
    public List<Leaf>? Leaves { get; set; }

    [Id(4)]
    public Point Place { get; set; }

    [Id(5)]
    public Node? Extra { get; set; }

    [Id(6)]
    public Level Rank { get; set; }

    [Id(30)]
    public string? Tail { get; set; }
}

[GenerateSerializer]
public sealed class MatrixV3
{
    [Id(1)]
    public string? Name { get; set; }

    [Id(2)]
    public List<Leaf>? Leaves { get; set; }

    [Id(6)]
    public Level Rank { get; set; } = Level.High;

    [Id(7)]
    public object? Anything { get; set; }

    [Id(8)]
    public Person? Who { get; set; }

    [Id(30)]
    public string? Tail { get; set; }
}
