using System.Net;
using Orleans.Runtime;

namespace Orleans.Conformance.Storage;

/// <summary>A state as applications have them: no attribute of the serializer for messages, since storage does not use that one.</summary>
public sealed class RichState
{
    public string Text { get; init; } = string.Empty;

    public ulong Large { get; init; }

    public Guid Guid { get; init; }

    public DateTimeOffset Time { get; init; }

    public TimeSpan Span { get; init; }

    public DayOfWeek Day { get; init; }

    public byte[] Bytes { get; init; } = [];

    public int? Maybe { get; init; }

    public Dictionary<string, List<int>> Lists { get; init; } = [];

    public List<RichShape> Shapes { get; init; } = [];

    public RichPoint Point { get; init; }

    public RichNode? Node { get; init; }

    public GrainId GrainId { get; init; }

    public SiloAddress? Silo { get; init; }

    public IPAddress? Address { get; init; }

    public IPEndPoint? Endpoint { get; init; }

    public IStateGrain? Grain { get; init; }

    public static RichState Create(IStateGrain? grain)
    {
        var node = new RichNode { Name = "node" };
        node.Self = node;
        return new RichState
        {
            Text = "text \u00e9\u4e2d",
            Large = ulong.MaxValue - 1,
            Guid = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Span = TimeSpan.FromMilliseconds(1234.5),
            Day = DayOfWeek.Friday,
            Bytes = [1, 2, 3, 255],
            Maybe = 7,
            Lists = new Dictionary<string, List<int>> { ["a"] = [1, 2], ["b"] = [] },
            Shapes = [new RichCircle("circle", 1.5), new RichSquare("square", 2)],
            Point = new RichPoint(3, -4),
            Node = node,
            GrainId = GrainId.Create("some-type", "some/key+with specials"),
            Silo = SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 11111), 154),
            Address = IPAddress.Parse("2001:db8::1"),
            Endpoint = new IPEndPoint(IPAddress.Loopback, 4242),
            Grain = grain,
        };
    }

    public static void AssertEqual(RichState expected, RichState actual)
    {
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Large, actual.Large);
        Assert.Equal(expected.Guid, actual.Guid);
        Assert.Equal(expected.Time, actual.Time);
        Assert.Equal(expected.Span, actual.Span);
        Assert.Equal(expected.Day, actual.Day);
        Assert.Equal(expected.Bytes, actual.Bytes);
        Assert.Equal(expected.Maybe, actual.Maybe);
        Assert.Equal(expected.Lists, actual.Lists);
        Assert.Equal(expected.Shapes, actual.Shapes);
        Assert.Equal(expected.Point, actual.Point);
        Assert.Equal("node", actual.Node!.Name);
        Assert.Same(actual.Node, actual.Node.Self);
        Assert.Equal(expected.GrainId, actual.GrainId);
        Assert.Equal(expected.Silo, actual.Silo);
        Assert.Equal(expected.Address, actual.Address);
        Assert.Equal(expected.Endpoint, actual.Endpoint);
        Assert.Equal(expected.Grain, actual.Grain);
    }
}
