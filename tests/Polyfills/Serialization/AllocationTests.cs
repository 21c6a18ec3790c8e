using System.Buffers;
using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

/// <summary>Writing into a buffer that is there allocates nothing; reading and copying allocate the result and nothing else.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 200;
    private static readonly Serializer Serializer = SerializerServices.Serializer;

    [Fact]
    public void Numbers() => Check(5, 0, 0);

    [Fact]
    public void Texts() => Check("a text of some length", SizeOf("a text of some length"), 0);

    [Fact]
    public void Bytes() => Check(new byte[1024], SizeOf(1024), SizeOf(1024));

    [Fact]
    public void Lists_of_numbers() => Check(Enumerable.Range(0, 100).ToList(), ListSize + SizeOf(400), ListSize + SizeOf(400));

    [Fact]
    public void Objects() => Check(new GraphRecord("key", null), RecordSize + SizeOf("key"), RecordSize);

    [Fact]
    public void Objects_of_types_that_the_input_names() => Check<object>(new GraphRecord("key", null), RecordSize + SizeOf("key"), RecordSize);

    [Fact]
    public void Structs_and_tuples() => Check((1, new GraphCell { X = 5 }), 0, 0);

    [Fact]
    public void Objects_of_several_types()
        => Check(new object[] { 1, 2.5, new GraphRecord("key", null) }, SizeOf(3 * 8) + 24 + 24 + RecordSize + SizeOf("key"), SizeOf(3 * 8) + RecordSize);

    [Fact]
    public void Dictionaries_are_written_for_nothing()
    {
        var value = Enumerable.Range(0, 20).ToDictionary(static number => $"key {number}");
        var writer = new ArrayBufferWriter<byte>(4096);
        Assert.Equal(0, Measure(() =>
        {
            writer.ResetWrittenCount();
            Serializer.Serialize(value, writer);
        }));
    }

    private static long ListSize => 32;

    private static long RecordSize => 40;

    private static void Check<T>(T value, long reading, long copying, [CallerMemberName] string name = "")
    {
        var writer = new ArrayBufferWriter<byte>(4096);
        Serializer.Serialize(value, writer);
        var bytes = writer.WrittenSpan.ToArray();
        var written = Measure(() =>
        {
            writer.ResetWrittenCount();
            Serializer.Serialize(value, writer);
        });
        var read = Measure(() => Serializer.Deserialize<T>(bytes));
        var copied = Measure(() => SerializerServices.Copier.Copy(value));
        Assert.True((0, reading, copying) == (written, read, copied), $"{name}: writing allocates {written} bytes, reading {read} where {reading} are needed, copying {copied} where {copying} are needed.");
    }

    private static long Measure(Action action)
    {
        for (var i = 0; i < Rounds; i++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }

    private static long SizeOf(string text) => Align(22 + (2 * text.Length));

    private static long SizeOf(int bytesOfElements) => Align(24 + bytesOfElements);

    private static long Align(long size) => (size + 7) / 8 * 8;
}
