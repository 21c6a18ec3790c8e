namespace Orleans.Ray.Tests.Store.Values;

/// <summary>Whatever the bytes of an object are, reading it gives a value or an error of ours.</summary>
public sealed class HostileBytesTests
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 500).Select(static i => i / 7d)];

    [Fact]
    public void An_array_of_broken_bytes_is_an_array_or_an_error() => Break(Numbers, static read => _ = read.Sum());

    [Fact]
    public void A_matrix_of_broken_bytes_is_a_matrix_or_an_error() => Break(NDArray.Create<double>(Numbers, 5, 100), static read => _ = NDArray.Sum(read));

    [Fact]
    public void Memory_of_broken_bytes_is_memory_or_an_error() => Break<ReadOnlyMemory<double>>(Numbers, static read => _ = read.ToArray());

    [Fact]
    public void A_string_of_broken_bytes_is_a_string_or_an_error() => Break(new string('x', 600), static read => _ = read.Length);

    [Fact]
    public void A_list_of_broken_bytes_read_as_any_object_is_one_or_an_error() => Break<object>(Numbers.ToList(), static read => _ = read.ToString());

    [Fact]
    public void A_serialized_value_of_broken_bytes_is_a_value_or_an_error() => Break(
        new Model { Name = "name", Weights = Numbers, Biases = Numbers[..7], Matrix = NDArray.Create<double>(Enumerable.Repeat(1d, 600).ToArray(), 20, 30), Labels = Enumerable.Range(0, 2000).ToArray() },
        static read => _ = (read.Weights?.Sum(), read.Matrix is null ? 0 : NDArray.Sum(read.Matrix), read.Labels.ToArray()));

    [Fact]
    public void A_record_batch_of_broken_bytes_is_one_or_an_error() => Break(Batches.Of(50), static read => _ = read.Length);

    [Fact]
    public void A_value_is_not_read_as_another_type()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(Numbers);

        Assert.Throws<RaySerializationException>(() => values.Values.Read<int[]>(stored.Object.Pin()));
        Assert.Throws<RaySerializationException>(() => values.Values.Read<List<double>>(stored.Object.Pin()));
        Assert.Throws<RaySerializationException>(() => values.Values.Read<string>(stored.Object.Pin()));
        Assert.Throws<RaySerializationException>(() => values.Values.Read<Model>(stored.Object.Pin()));
        Assert.Throws<RaySerializationException>(() => values.Values.Read<Apache.Arrow.RecordBatch>(stored.Object.Pin()));
        Assert.Throws<RaySerializationException>(() => values.Values.Read<int>(stored.Object.Pin()));
        Assert.Equal(0, values.Statistics.BytesPinned);
        stored.Free();
    }

    private static void Break<T>(T value, Action<T> use)
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(value);
        var good = ValuesUnderTest.BytesOf(stored.Object);
        stored.Free();
        var random = new Random(good.Length);

        // Headers are where it hurts; half of the changes are there.
        for (var round = 0; round < 400; round++)
        {
            var bad = round % 8 == 0 ? good[..random.Next(good.Length)] : (byte[])good.Clone();
            for (var changes = random.Next(1, 4); changes > 0 && round % 8 != 0; changes--)
            {
                bad[random.Next(round % 2 == 0 ? bad.Length : Math.Min(bad.Length, 800))] = random.Next(3) switch { 0 => 0, 1 => 255, _ => (byte)random.Next(256) };
            }

            using var broken = values.PutBytes(bad);
            try
            {
                ValuesUnderTest.Check(() => values.Values.Read<T>(broken.Pin()), use);
            }
            catch (RaySerializationException)
            {
            }
        }
    }
}
