using System.Collections.Immutable;
using System.Numerics;

namespace Orleans.Ray.Tests.Objects;

public sealed class TypesSurviveTests
{
    [Fact]
    public async Task B002_Primitives_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await SurvivesAsync(true);
        await SurvivesAsync(byte.MaxValue);
        await SurvivesAsync(sbyte.MinValue);
        await SurvivesAsync(short.MinValue);
        await SurvivesAsync(ushort.MaxValue);
        await SurvivesAsync(int.MinValue);
        await SurvivesAsync(uint.MaxValue);
        await SurvivesAsync(long.MinValue);
        await SurvivesAsync(ulong.MaxValue);
        await SurvivesAsync('\u00e9');
        await SurvivesAsync(1.5f);
        await SurvivesAsync(double.NaN);
        await SurvivesAsync(double.NegativeInfinity);
        await SurvivesAsync(decimal.MaxValue);
        await SurvivesAsync(Half.Epsilon);
        await SurvivesAsync(Int128.MinValue);
        await SurvivesAsync<int?>(null);
        await SurvivesAsync<int?>(3);
        await SurvivesAsync(DayOfWeek.Friday);
    }

    [Fact]
    public async Task B002_Big_integers_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await SurvivesAsync(BigInteger.Pow(7, 1000));
        await SurvivesAsync(-BigInteger.Pow(2, 200));
        await SurvivesAsync(new List<BigInteger> { BigInteger.Zero, BigInteger.Pow(10, 50) });
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("h\u00e9llo \u4f60\u597d \u041f\u0440\u0438\u0432\u0435\u0442")]
    [InlineData("\U0001F600 emoji and a nul \0 inside")]
    public async Task B002_Unicode_survives(string text)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await SurvivesAsync(text);
        await SurvivesAsync(new Dictionary<string, string> { [text] = text });
    }

    [Fact]
    public async Task B002_Values_of_the_framework_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await SurvivesAsync(Guid.NewGuid());
        await SurvivesAsync(new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc));
        await SurvivesAsync(new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(5)));
        await SurvivesAsync(new DateOnly(2024, 2, 29));
        await SurvivesAsync(new TimeOnly(1, 2, 3));
        await SurvivesAsync(TimeSpan.FromTicks(12345));
        await SurvivesAsync(new Uri("https://example.org/a?b=c#d"));
        await SurvivesAsync(new Version(1, 2, 3, 4));
        await SurvivesAsync((1, "two", 3.0));
        await SurvivesAsync(Tuple.Create(1, "two"));
        await SurvivesAsync(KeyValuePair.Create("key", 2));
        await SurvivesAsync(default(Unit));
    }

    [Fact]
    public async Task B002_Collections_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await SurvivesAsync(new[] { 1, 2, 3 });
        await SurvivesAsync(Array.Empty<string>());
        await SurvivesAsync(new[] { "a", null, "c" });
        await SurvivesAsync(new byte[] { 0, 255 });
        await SurvivesAsync(new[,] { { 1, 2 }, { 3, 4 } });
        await SurvivesAsync(new[] { new[] { 1 }, new[] { 2, 3 } });
        await SurvivesAsync(new List<string> { "x", "y" });
        await SurvivesAsync(new HashSet<int> { 5, 6 });
        await SurvivesAsync(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 });
        await SurvivesAsync(new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 });
        await SurvivesAsync(new SortedSet<int> { 3, 1, 2 });
        await SurvivesAsync(new Queue<int>([1, 2, 3]));
        await SurvivesAsync(new Stack<int>([1, 2, 3]));
        await SurvivesAsync(ImmutableArray.Create(1, 2));
        await SurvivesAsync(ImmutableList.Create("a", "b"));
        await SurvivesAsync(ImmutableDictionary<string, int>.Empty.Add("a", 1));
    }

    [Fact]
    public async Task B002_Nested_collections_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await SurvivesAsync(new Dictionary<string, List<HashSet<int>>> { ["a"] = [[1, 2], []], ["b"] = [] });
        await SurvivesAsync(new List<(string, (int, string?))> { ("a", (1, "x")), ("b", (2, null)) });
        await SurvivesAsync(new List<object?> { 1, "two", 3.0, null, new List<int> { 4 } });
        await SurvivesAsync(new[] { new Dictionary<int, Point> { [1] = new(1, 2) } });
    }

    [Fact]
    public async Task B002_Types_of_the_user_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var point = new Point(1, -2);
        await SurvivesAsync(point);
        await SurvivesAsync(new List<Point> { point, new(3, 4) });

        var shape = new Shape
        {
            Name = "outer",
            Corners = [point, new(0, 0)],
            Weights = { ["w"] = [0.5, double.MaxValue] },
            Inner = new Shape { Name = "inner", Corners = [] },
        };
        foreach (var back in await EveryWayAsync(shape))
        {
            Assert.Equal("outer", back.Name);
            Assert.Equal(shape.Corners, back.Corners);
            Assert.Equal(shape.Weights["w"], back.Weights["w"]);
            Assert.Equal("inner", back.Inner?.Name);
            Assert.Empty(back.Inner!.Corners);
            Assert.Null(back.Inner.Inner);
        }
    }

    [Fact]
    public async Task B002_Arrays_of_numbers_with_a_shape_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var array = NDArray.Create([1.0, 2, 3, 4, 5, 6], 2, 3);

        foreach (var back in await EveryWayAsync(array))
        {
            Assert.Equal([2, 3], back.Shape.ToArray());
            Assert.Equal(array.AsSpan().ToArray(), back.AsSpan().ToArray());
        }
    }

    private static async Task SurvivesAsync<T>(T value)
    {
        foreach (var back in await EveryWayAsync(value))
        {
            Assert.Equal(value, back);
            Assert.Equal(value?.GetType(), back?.GetType());
        }

        Assert.Equal(value?.GetType().FullName ?? "null", await Echoes.Remote.TypeOf<T>(value).Soon());
    }

    private static async Task<T[]> EveryWayAsync<T>(T value)
    {
        var put = Ray.Put(value);
        return
        [
            await put.Soon(),
            await Echoes.Remote.Echo<T>(value).Soon(),
            await Echoes.Remote.Echo<T>(put).Soon(),
            await Echoes.Remote.EchoAsync<T>(put).Soon(),
        ];
    }
}
