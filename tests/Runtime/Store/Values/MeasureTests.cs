namespace Orleans.Ray.Tests.Store.Values;

/// <summary>What is clearly small is found to be so without serializing it.</summary>
public sealed class MeasureTests
{
    private const int Limit = 100 * 1024;

    public static TheoryData<object> Small => new()
    {
        new Model { Name = "small", Weights = [1, 2, 3], Losses = [1], Next = new Model { Labels = new int[100] } },
        new List<string> { "a", "b" },
        new Dictionary<string, double[]> { ["a"] = [1, 2], ["b"] = [] },
        ("a", new byte[1000]),
        new string[100],
        new int[100],
        "text",
        17,
    };

    public static TheoryData<object> Perhaps => new()
    {
        new Model { Weights = new double[Limit / 8] },
        new Model { Next = new Model { Name = new string('x', Limit) } },
        new Model { Anything = "who knows" },
        new Model { Matrix = NDArray.Zeros<double>(Limit / 8) },
        Enumerable.Repeat("text", Limit / 4).ToList(),
        new Dictionary<int, byte[]> { [1] = new byte[Limit] },
        Chain(1000),
        Circle(),
        new HashSet<int> { 1 },
    };

    [Theory]
    [MemberData(nameof(Small))]
    public void Small_values_are_known_to_be(object value)
    {
        using var values = new ValuesUnderTest(Limit);

        Assert.False(values.Values.MayStore(value));
        Assert.Null(values.TryPut(value));
    }

    [Theory]
    [MemberData(nameof(Perhaps))]
    public void Others_are_looked_at(object value)
    {
        using var values = new ValuesUnderTest(Limit);

        Assert.True(values.Values.MayStore(value));
    }

    [Fact]
    public void Finding_out_that_a_value_is_small_allocates_nothing()
    {
        using var values = new ValuesUnderTest(Limit);
        var model = new Model { Name = "small", Weights = [1, 2, 3], Next = new Model() };
        Assert.False(values.Values.MayStore(model));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            values.Values.MayStore(model);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Model Chain(int length) => length == 0 ? new Model() : new Model { Next = Chain(length - 1) };

    private static Model Circle()
    {
        var model = new Model();
        model.Next = model;
        return model;
    }
}
