using Apache.Arrow;
using Apache.Arrow.Ipc;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Stricter;

/// <summary>
/// Valid streams and files with something wrong in them. Whatever is done to them, a reader gives batches or an error: it does not crash,
/// hang, or ask for memory that the input has no bytes for.
/// </summary>
public sealed class HostileInputTests
{
    private const int MostMemory = 64 << 20;

    private int _attempts;
    private int _refusals;

    [Fact]
    public void Streams_cut_anywhere_end_early_or_are_refused()
    {
        for (var seed = 0; seed < Fuzz.Count(5); seed++)
        {
            var bytes = Streams.Write(RandomBatches.Create(Fuzz.Seed + seed, haveOneDictionary: false));
            for (var length = 1; length < bytes.Length; length += length < 2000 ? 1 : 97)
            {
                Read(bytes[..length]);
            }
        }

        Assert.InRange(_refusals, 1, _attempts - 1);
    }

    [Fact]
    public void A_stream_cut_within_a_message_is_refused()
    {
        var bytes = Streams.Write(RandomBatches.Create(3, haveOneDictionary: false));
        foreach (var cut in new[] { 1, 3, 5, 7, 9, bytes.Length - 9 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Streams.Read(bytes[..cut]));
            Assert.Throws<InvalidOperationException>(() => Streams.ReadAll(new ArrowStreamReader(new MemoryStream(bytes[..cut]))));
        }
    }

    [Fact]
    public void Files_cut_anywhere_are_refused()
    {
        var bytes = Streams.WriteFile(RandomBatches.Create(Fuzz.Seed, haveOneDictionary: true));
        for (var length = 0; length < bytes.Length; length += 7)
        {
            Assert.ThrowsAny<Exception>(() => Streams.ReadFile(bytes[..length]));
        }
    }

    [Fact]
    public void A_flipped_bit_gives_batches_or_an_error()
    {
        for (var seed = 0; seed < Fuzz.Count(3); seed++)
        {
            var bytes = Streams.Write(RandomBatches.Create(Fuzz.Seed + seed, haveOneDictionary: false));
            for (var bit = 0; bit < bytes.Length * 8; bit += bit < 8 * 1500 ? 1 : 101)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Read(bytes);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.InRange(_refusals, 1, _attempts - 1);
    }

    [Fact]
    public void Mutated_streams_give_batches_or_an_error()
    {
        var random = new Random(Fuzz.Seed);
        for (var i = 0; i < Fuzz.Count(2000); i++)
        {
            Read(Mutate(Streams.Write(RandomBatches.Create(random.Next(500), haveOneDictionary: false)), random));
        }

        Assert.InRange(_refusals, 1, _attempts - 1);
    }

    [Fact]
    public void Mutated_files_give_batches_or_an_error()
    {
        var random = new Random(Fuzz.Seed);
        for (var i = 0; i < Fuzz.Count(1000); i++)
        {
            var bytes = Mutate(Streams.WriteFile(RandomBatches.Create(random.Next(500), haveOneDictionary: true)), random, keepsLength: i % 2 == 0);
            Attempt(bytes.Length, () => new ArrowFileReader(new MemoryStream(bytes)));
        }

        Assert.InRange(_refusals, 1, _attempts - 1);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x80 })]
    [InlineData(new byte[] { 0x08, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void A_length_that_the_input_does_not_have_is_refused(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsAny<Exception>(() => Streams.Read(bytes));
        Assert.ThrowsAny<Exception>(() => Streams.ReadAll(new ArrowStreamReader(new MemoryStream(bytes))));
        Assert.ThrowsAny<Exception>(() => Streams.ReadAll(new ArrowStreamReader(new Trickle(bytes, 1))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void Noise_is_refused()
    {
        var random = new Random(Fuzz.Seed);
        for (var i = 0; i < Fuzz.Count(5000); i++)
        {
            var noise = new byte[random.Next(1, 200)];
            random.NextBytes(noise);
            noise[..Math.Min(4, noise.Length)].AsSpan().Fill(0xFF);
            Read(noise);
        }

        Assert.Equal(_attempts, _refusals);
    }

    private void Read(byte[] bytes)
    {
        Attempt(bytes.Length, () => new ArrowStreamReader(bytes));
        Attempt(bytes.Length, () => new ArrowStreamReader(new MemoryStream(bytes)));
    }

    private void Attempt(int inputLength, Func<ArrowStreamReader> open)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var total = 0L;
        _attempts++;
        try
        {
            using var reader = open();
            while (reader.ReadNextRecordBatch() is { } batch)
            {
                // Nulls and rows need no bytes; what is looked at is bounded.
                total += batch.Length;
                Look(batch);
                if (total > 10_000)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or InvalidOperationException or ArgumentException or OverflowException)
        {
            _refusals++;
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory, $"{inputLength} bytes of input took {GC.GetAllocatedBytesForCurrentThread() - before} bytes of memory.");
    }

    private static void Look(RecordBatch batch)
    {
        // Nulls take no bytes, so there may be any number of them, in lists as well. Looking at them all would tell nothing.
        foreach (var array in batch.Arrays.Where(static array => Longest(array.Data) < 100_000))
        {
            try
            {
                Description.Of(ArrowArrayFactory.Slice(array, 0, Math.Min(array.Length, 50)));
            }
            catch (Exception error) when (error is ArgumentException or OverflowException or IndexOutOfRangeException or InvalidDataException)
            {
                // Offsets and indices are checked where they are used.
            }
        }
    }

    private static int Longest(ArrayData data) => (data.Children ?? []).Append(data.Dictionary).Where(static part => part is not null).Select(Longest!).Append(data.Length).Max();

    // Where the length stays, the footer of a file is still found.
    private static byte[] Mutate(byte[] bytes, Random random, bool keepsLength = false)
    {
        var result = new List<byte>(bytes);
        for (var edits = random.Next(1, 5); edits > 0 && result.Count > 16; edits--)
        {
            // The metadata comes first, and in files again last; it is what there is to get wrong.
            var near = Math.Min(result.Count, 800);
            var at = random.Next(4) switch { 0 => random.Next(result.Count), 1 => result.Count - 1 - random.Next(near), _ => random.Next(near) };
            var count = Math.Min(random.Next(1, 16), result.Count - at);
            switch (random.Next(keepsLength ? 2 : 0, 6))
            {
                case 0:
                    result.RemoveRange(at, count);
                    break;
                case 1:
                    result.InsertRange(at, result.GetRange(random.Next(result.Count - count), count));
                    break;
                case 2:
                    result[at] = (byte)random.Next(256);
                    break;
                case 3:
                    result[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0x7F);
                    break;
                case 4:
                    result[at] = (byte)(result[at] + random.Next(-8, 9));
                    break;
                default:
                    var from = random.Next(result.Count - count);
                    for (var i = 0; i < count; i++)
                    {
                        result[at + i] = result[from + i];
                    }

                    break;
            }
        }

        return [.. result];
    }
}
