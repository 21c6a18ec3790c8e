using Apache.Arrow;
using Apache.Arrow.Ipc;
using Arrow.Conformance.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Arrow.Conformance.Ipc;

public sealed class RoundTripProperties
{
    [Fact]
    public void What_is_written_is_read_from_memory()
        => Check(300, static seed =>
        {
            var batches = RandomBatches.Create(seed, haveOneDictionary: true);
            AssertSame(batches, Streams.Read(Streams.Write(batches)));
        });

    [Fact]
    public void What_is_written_is_read_from_a_stream()
        => Check(150, static seed =>
        {
            var batches = RandomBatches.Create(seed, haveOneDictionary: true);
            using var reader = new ArrowStreamReader(new Trickle(Streams.Write(batches), seed));
            AssertSame(batches, Streams.ReadAll(reader));
        });

    [Fact]
    public void What_is_written_to_a_file_is_read_from_it()
        => Check(150, static seed =>
        {
            var batches = RandomBatches.Create(seed, haveOneDictionary: true);
            AssertSame(batches, Streams.ReadFile(Streams.WriteFile(batches)));
        });

    [Fact]
    public void The_legacy_format_is_read_as_well()
        => Check(100, static seed =>
        {
            var batches = RandomBatches.Create(seed, haveOneDictionary: true);
            AssertSame(batches, Streams.Read(Streams.Write(batches[0].Schema, batches, new IpcOptions { WriteLegacyIpcFormat = true })));
        });

    [Fact]
    public void Asynchronous_writers_write_the_same_bytes()
        => Check(100, static seed =>
        {
            var batches = RandomBatches.Create(seed, haveOneDictionary: true);
            using var stream = new MemoryStream();
            using var file = new MemoryStream();
            foreach (var writer in new[] { new ArrowStreamWriter(stream, batches[0].Schema, true), new ArrowFileWriter(file, batches[0].Schema, true) })
            {
                writer.WriteStartAsync().GetAwaiter().GetResult();
                foreach (var batch in batches)
                {
                    writer.WriteRecordBatchAsync(batch).GetAwaiter().GetResult();
                }

                writer.WriteEndAsync().GetAwaiter().GetResult();
                writer.Dispose();
            }

            Assert.Equal(Streams.Write(batches), stream.ToArray());
            Assert.Equal(Streams.WriteFile(batches), file.ToArray());
        });

    [Fact]
    public void Data_at_any_address_is_read()
        => Check(60, static seed =>
        {
            var batches = RandomBatches.Create(seed, haveOneDictionary: true);
            var bytes = Streams.Write(batches);
            var moved = new byte[bytes.Length + 9];
            var start = 1 + Math.Abs(seed % 8);
            bytes.CopyTo(moved, start);
            using var reader = new ArrowStreamReader(moved.AsMemory(start, bytes.Length));
            AssertSame(batches, Streams.ReadAll(reader));
        });

    [Fact]
    public void Slices_of_what_was_read_are_written_as_slices()
        => Check(150, static seed =>
        {
            var random = new Random(seed);
            var batch = Streams.Read(Streams.Write(RandomBatches.Create(seed, haveOneDictionary: true)))[0];
            var start = random.Next(batch.Length + 1);
            var slice = batch.Slice(start, random.Next(batch.Length - start + 1));
            var read = Assert.Single(Streams.Read(Streams.Write(slice)));
            Assert.Equal(Description.Of(batch).Select(column => column.Skip(start).Take(slice.Length)), Description.Of(read));
            Assert.All(read.Arrays, static array => Assert.Equal(0, array.Offset));
        });

    [Fact]
    public void Concatenated_slices_are_the_whole()
        => Check(200, static seed =>
        {
            var random = new Random(seed);
            var arrays = new RandomArrays(random);
            var array = arrays.Array(arrays.Type(), random.Next(30));
            var middle = random.Next(array.Length + 1);
            IArrowArray[] parts = [ArrowArrayFactory.Slice(array, 0, middle), ArrowArrayFactory.Slice(array, middle, 0), ArrowArrayFactory.Slice(array, middle, array.Length - middle)];
            var whole = ArrowArrayConcatenator.Concatenate(parts);
            Assert.Equal(Description.Of(array), Description.Of(whole));
            Assert.Equal((0, array.NullCount), (whole.Offset, whole.NullCount));
        });

    [Fact]
    public void A_clone_has_the_same_elements()
        => Check(100, static seed =>
        {
            var batch = RandomBatches.Create(seed, haveOneDictionary: true)[0];
            Assert.Equal(Description.Of(batch), Description.Of(batch.Clone()));
        });

    private static void AssertSame(RecordBatch[] expected, List<RecordBatch> actual)
    {
        Assert.Equal(expected.Select(Description.Of), actual.Select(Description.Of));
        Assert.Equal(expected.Select(static batch => batch.Arrays.Select(static array => array.NullCount)), actual.Select(static batch => batch.Arrays.Select(static array => array.NullCount)));
        Assert.All(actual, batch => Assert.Equal(Description.Of(expected[0].Schema), Description.Of(batch.Schema)));
    }

    private static void Check(int count, Action<int> property)
        => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(count)).WithReplay((ulong)Fuzz.Seed, 1));
}
