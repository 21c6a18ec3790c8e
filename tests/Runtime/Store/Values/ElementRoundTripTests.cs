using System.Collections;
using System.Numerics;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store.Values;

public sealed class ElementRoundTripTests
{
    public static TheoryData<Array> Arrays => new()
    {
        Make(i => (byte)i), Make(i => (sbyte)i), Make(i => (short)(i * 31)), Make(i => (ushort)(i * 63)), Make(i => i * 77), Make(i => (uint)i * 99u), Make(i => i * 1L << 33), Make(i => (ulong)i << 40),
        Make(i => (Int128)i << 90), Make(i => (UInt128)i << 90), Make(i => (Half)i), Make(i => i / 3f), Make(i => i / 3d), Make(i => i / 3m), Make(i => new Complex(i, -i)), Make(i => (char)i),
        Make(i => i % 2 == 0), Make(i => new DateTime(i, DateTimeKind.Utc)), Make(i => TimeSpan.FromTicks(i)), Make(i => (DayOfWeek)(i % 7)), Make(i => new Sensor(i, i / 3d, (byte)i)),
    };

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Arrays_of_any_struct_without_references_survive_in_every_shape(Array array) => new RoundTrips().Of(array);

    [Fact]
    public void What_is_at_the_limit_stays_and_what_is_above_is_stored()
    {
        using var values = new ValuesUnderTest();

        Assert.Null(values.TryPut(new byte[ValuesUnderTest.Limit]));
        Assert.Null(values.TryPut(new double[ValuesUnderTest.Limit / sizeof(double)]));
        Assert.Null(values.TryPut(new string('x', ValuesUnderTest.Limit / sizeof(char))));
        Assert.Null(values.TryPut(NDArray.Zeros<int>(16, 16)));
        foreach (var stored in (StoredObject[])
            [
                values.Put(new byte[ValuesUnderTest.Limit + 1]).Object,
                values.Put(new double[(ValuesUnderTest.Limit / sizeof(double)) + 1]).Object,
                values.Put(new string('x', (ValuesUnderTest.Limit / sizeof(char)) + 1)).Object,
                values.Put(NDArray.Zeros<int>(16, 17)).Object,
            ])
        {
            stored.Dispose();
        }
    }

    [Fact]
    public void A_limit_of_zero_stores_even_what_is_empty()
    {
        using var values = new ValuesUnderTest(limit: 0);

        values.RoundTrip(System.Array.Empty<double>(), Assert.Empty);
        values.RoundTrip(new List<int>(), Assert.Empty);
        values.RoundTrip("", static text => Assert.Equal("", text));
        values.RoundTrip(default(ReadOnlyMemory<byte>), static memory => Assert.True(memory.IsEmpty));
        values.RoundTrip(default(Memory<byte>), static memory => Assert.True(memory.IsEmpty));
        values.RoundTrip(NDArray.Zeros<double>(3, 0, 2), static array => Assert.Equal([3, 0, 2], array.Shape));
        values.RoundTrip(NDArray.Full(5), static array => Assert.Equal(5, array[[]]));
    }

    [Fact]
    public void No_value_is_not_stored()
    {
        using var values = new ValuesUnderTest(limit: 0);

        Assert.Null(values.TryPut<double[]?>(null));
        Assert.Null(values.TryPut<string?>(null));
        Assert.Null(values.TryPut<object?>(null));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(500)]
    [InlineData(70_000)]
    public void Strings_survive_whatever_is_in_them(int length)
    {
        using var values = new ValuesUnderTest(limit: 0);
        var random = new Random(length);
        var text = new string([.. Enumerable.Range(0, length).Select(_ => (char)random.Next(char.MaxValue + 1)), '\ud800']);

        values.RoundTrip(text, read => Assert.Equal(text, read, StringComparer.Ordinal));
    }

    [Fact]
    public void A_static_type_that_says_little_gives_back_the_exact_one()
    {
        using var values = new ValuesUnderTest();
        double[] array = [.. Enumerable.Range(0, 1000).Select(static i => i / 7d)];

        values.RoundTrip<object>(array, read => Assert.Equal(array, Assert.IsType<double[]>(read)));
        values.RoundTrip<IReadOnlyList<double>>(array, read => Assert.Equal(array, Assert.IsType<double[]>(read)));
        values.RoundTrip<IEnumerable>(array.ToList(), read => Assert.Equal(array, Assert.IsType<List<double>>(read)));
        values.RoundTrip<object>(NDArray.Create<double>(array), read => Assert.Equal(array, Assert.IsType<NDArray<double>>(read).ToArray()));
        Assert.Null(values.TryPut<object>(17));
    }

    [Fact]
    public void Readers_of_arrays_and_lists_have_copies_of_their_own()
    {
        using var values = new ValuesUnderTest();
        var array = values.Put(new int[1000]);
        var list = values.Put(new List<int>(new int[1000]));
        var memory = values.Put(new Memory<int>(new int[1000]));

        array.Read()[0] = 1;
        list.Read().Clear();
        memory.Read().Span[0] = 1;

        Assert.Equal(0, array.Read()[0]);
        Assert.Equal(1000, list.Read().Count);
        Assert.Equal(0, memory.Read().Span[0]);
        array.Free();
        list.Free();
        memory.Free();
    }

    [Fact]
    public void What_becomes_of_the_array_after_it_was_put_no_reader_sees()
    {
        using var values = new ValuesUnderTest();
        var array = new int[1000];
        var stored = values.Put(new ReadOnlyMemory<int>(array));

        array[7] = 7;

        ValuesUnderTest.Check(stored.Read, static memory => Assert.Equal(0, memory.Span[7]));
        stored.Free();
    }

    [Fact]
    public void A_freed_value_cannot_be_read()
    {
        using var values = new ValuesUnderTest();
        var array = values.Put(new int[1000]);
        var view = values.Put(NDArray.Zeros<int>(1000));

        array.Free();
        view.Free();

        Assert.Throws<ObjectDisposedException>(() => array.Read());
        Assert.Throws<ObjectDisposedException>(() => view.Read());
        Assert.Equal(0, values.Statistics.BytesInUse);
    }

    [Fact]
    public void A_spilled_value_is_read_back()
    {
        using var values = new ValuesUnderTest(capacity: 256 * 1024);
        var stored = Enumerable.Range(0, 20).Select(i => values.Put(NDArray.Full(i, 10_000))).ToArray();

        Assert.True(values.Statistics.ObjectsSpilled > 0);
        for (var i = 0; i < stored.Length; i++)
        {
            using var array = stored[i].Read();
            Assert.Equal(10_000 * i, NDArray.Sum(array));
        }

        System.Array.ForEach(stored, static value => value.Free());
    }

    private static T[] Make<T>(Func<int, T> element) => [.. Enumerable.Range(0, 3000).Select(element)];

    private sealed class RoundTrips
    {
        public void Of(Array array) => ((Action<int[]>)Of<int>).Method.GetGenericMethodDefinition().MakeGenericMethod(array.GetType().GetElementType()!).Invoke(this, [array]);

        private void Of<T>(T[] array)
            where T : unmanaged
        {
            using var values = new ValuesUnderTest();
            values.RoundTrip(array, read => Assert.Equal(array, read));
            values.RoundTrip<List<T>>([.. array], read => Assert.Equal(array, read));
            values.RoundTrip<Memory<T>>(array, read => Assert.Equal(array, read.ToArray()));
            values.RoundTrip<ReadOnlyMemory<T>>(array, read => Assert.Equal(array, read.ToArray()));
            values.RoundTrip(NDArray.Create<T>(array), read => Assert.Equal(array, read.ToArray()));
            values.RoundTrip(NDArray.Create<T>(array, 30, 100).Transpose(), read => Assert.Equal(NDArray.Create<T>(array, 30, 100).Transpose(), read));
        }
    }
}
