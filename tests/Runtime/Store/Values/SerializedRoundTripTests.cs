using Orleans.Ray.Objects;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store.Values;

public sealed class SerializedRoundTripTests
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 5000).Select(static i => i / 7d)];

    [Fact]
    public void A_class_survives_with_its_arrays()
    {
        using var values = new ValuesUnderTest();
        var model = new Model
        {
            Name = "first",
            Weights = Numbers,
            Biases = [1, 2, 3],
            Losses = [.. Numbers.Select(static number => (float)number)],
            Matrix = NDArray.Create<double>(Numbers, 50, 100).Transpose(),
            Labels = Enumerable.Range(0, 2000).ToArray(),
        };

        values.RoundTrip(model, read =>
        {
            Assert.Equal("first", read.Name);
            Assert.Equal(Numbers, read.Weights);
            Assert.Equal([1, 2, 3], read.Biases!);
            Assert.Equal(model.Losses, read.Losses);
            Assert.Equal(model.Matrix, read.Matrix);
            Assert.Equal(Enumerable.Range(0, 2000), read.Labels.ToArray());
            Assert.Null(read.Anything);
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5000)]
    public void One_array_in_two_fields_comes_back_as_one(int length)
    {
        using var values = new ValuesUnderTest();
        var array = Numbers[..length];
        var list = new List<float>(new float[length]);

        values.RoundTrip(new Model { Name = new string('x', 2000), Weights = array, Biases = array, Losses = list, Anything = list }, read =>
        {
            Assert.Equal(array, read.Weights);
            Assert.Same(read.Weights, read.Biases);
            Assert.Same(read.Losses, read.Anything);
        });
    }

    [Fact]
    public void Objects_that_are_met_again_and_cycles_survive_beside_arrays()
    {
        using var values = new ValuesUnderTest();
        var shared = new Model { Name = "shared", Biases = [4] };
        var first = new Model { Name = "first", Weights = Numbers, Anything = shared, Matrix = NDArray.Create<double>(Numbers) };
        first.Next = new Model { Name = "second", Weights = Numbers, Anything = shared, Next = first, Matrix = first.Matrix };

        values.RoundTrip(first, read =>
        {
            Assert.Equal("second", read.Next!.Name);
            Assert.Same(read, read.Next.Next);
            Assert.Same(read.Weights, read.Next.Weights);
            Assert.Same(read.Matrix, read.Next.Matrix);
            Assert.Same(read.Anything, read.Next.Anything);
            Assert.Equal([4], Assert.IsType<Model>(read.Anything).Biases!);
        });
    }

    [Fact]
    public void Tuples_dictionaries_and_arrays_of_arrays_survive()
    {
        using var values = new ValuesUnderTest();

        values.RoundTrip((X: Numbers, Y: new[] { 1, 2 }), static read =>
        {
            Assert.Equal(Numbers, read.X);
            Assert.Equal([1, 2], read.Y);
        });
        values.RoundTrip(new Dictionary<string, double[]> { ["a"] = Numbers, ["b"] = [] }, static read =>
        {
            Assert.Equal(Numbers, read["a"]);
            Assert.Empty(read["b"]);
        });
        values.RoundTrip((new System.Numerics.Complex[1000], NDArray.Zeros<Sensor>(10)), static read =>
        {
            Assert.Equal(1000, read.Item1.Length);
            Assert.Equal(10, read.Item2.Length);
        });
        values.RoundTrip<double[][]>([Numbers, [], Numbers], static read =>
        {
            Assert.Equal(Numbers, read[0]);
            Assert.Same(read[0], read[2]);
        });
        values.RoundTrip(Enumerable.Range(0, 1000).Select(static i => $"text {i}").ToArray(), static read => Assert.Equal("text 999", read[999]));
    }

    [Fact]
    public void A_value_of_very_many_arrays_survives()
    {
        using var values = new ValuesUnderTest();
        var arrays = Enumerable.Range(0, 300).Select(static i => Enumerable.Repeat(i, 1500).ToArray()).ToList();

        values.RoundTrip(arrays, read => Assert.Equal(arrays, read));
    }

    [Fact]
    public void Large_arrays_of_a_value_lie_beside_its_stream()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(new Model { Weights = Numbers, Biases = Numbers[1..] });

        using (var pin = stored.Object.Pin())
        {
            Assert.InRange(pin.Length - (2 * Numbers.Length * sizeof(double)), 0, 4096);
            Assert.True(pin.Span.IndexOf(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Numbers.AsSpan(1))) > 0);
        }

        stored.Free();
    }

    [Fact]
    public void An_NDArray_inside_a_value_is_read_in_place()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(new Model { Matrix = NDArray.Create<double>(Numbers, 50, 100) });

        var model = stored.Read();
        stored.Free();
        Assert.True(values.Statistics.BytesPinned > 0);
        Assert.Equal(Numbers.Sum(), NDArray.Sum(model.Matrix!), 6);
        model.Matrix!.Dispose();

        Assert.Equal(0, values.Statistics.BytesInUse);
    }

    [Fact]
    public void Small_values_stay()
    {
        using var values = new ValuesUnderTest();

        Assert.Null(values.TryPut(new Model { Name = "small", Weights = [1, 2, 3] }));
        Assert.Null(values.TryPut(("a", 1)));
        Assert.Null(values.TryPut(new List<string> { "a" }));
    }

    [Fact]
    public void Types_that_cannot_hold_much_are_known_as_such()
    {
        Assert.False(ValueStore.CanStore<int>());
        Assert.False(ValueStore.CanStore<(int, double)>());
        Assert.False(ValueStore.CanStore<Sensor>());
        Assert.False(ValueStore.CanStore<Unit>());
        Assert.False(ValueStore.CanStore<ObjectRef<int>>());
        Assert.False(ValueStore.CanStore<List<ObjectRef<int>>>());
        Assert.False(ValueStore.CanStore<Exception>());
        Assert.False(ValueStore.CanStore<Action>());
        Assert.True(ValueStore.CanStore<Model>());
        Assert.True(ValueStore.CanStore<double[]>());
        Assert.True(ValueStore.CanStore<object>());
        Assert.True(ValueStore.CanStore<List<string>>());
    }

    [Fact]
    public void What_no_serializer_knows_stays()
    {
        using var values = new ValuesUnderTest(limit: 0);

        Assert.Null(values.TryPut(new Plain(new string('x', 5000))));
        Assert.Null(values.TryPut(new Model { Anything = new Plain(new string('x', 5000)) }));
        Assert.Equal(0, values.Statistics.Created);
    }

    [Fact]
    public void A_codec_that_fails_is_told_of_once_for_each_type()
    {
        using var values = new ValuesUnderTest(limit: 0);

        Assert.Null(values.TryPut(new Brittle("one")));
        Assert.Null(values.TryPut(new Brittle("two")));
        Assert.Null(values.TryPut(new Model { Anything = new Brittle("three") }));

        Assert.Equal(2, values.Logger.Lines.Count);
        Assert.Contains(typeof(Brittle).FullName!, values.Logger.Lines.First(), StringComparison.Ordinal);
        Assert.Contains(typeof(Model).FullName!, values.Logger.Lines.Last(), StringComparison.Ordinal);
        Assert.Equal(0, values.Statistics.Created);
    }

    [Fact]
    public void A_codec_that_puts_and_reads_another_value_changes_nothing_of_its_own()
    {
        using var values = new ValuesUnderTest();
        var inner = values.Put(new Model { Name = "inner", Weights = Numbers });
        StoredValue<Model>? put = null;
        var nesting = new Nesting(() => put = values.Put(new Model { Biases = Numbers }));
        var outer = values.Put(new Model { Name = "outer", Weights = Numbers, Anything = nesting, Next = new Model { Weights = Numbers, Biases = Numbers[1..] } });

        Nesting.OnRead = () => Assert.Equal(Numbers, inner.Read().Weights);
        var read = outer.Read();
        Nesting.OnRead = null;

        Assert.Equal(Numbers[1..], read.Next!.Biases);
        Assert.Same(read.Weights, read.Next.Weights);
        Assert.Equal(Numbers, put!.Read().Biases);
        Array.ForEach([inner, put, outer], static stored => stored.Free());
    }

    [Fact]
    public void What_holds_a_reference_stays_and_nothing_is_told()
    {
        using var values = new ValuesUnderTest(limit: 0);
        var reference = new ObjectRef<int>(new ForeignObject<int>(NodeId.NewId(), default, "elsewhere"));

        Assert.Null(values.TryPut(new Model { Anything = reference }));

        Assert.Empty(values.Logger.Lines);
        Assert.Equal(0, values.Statistics.Created);
    }

    private sealed record Plain(string Text);
}
