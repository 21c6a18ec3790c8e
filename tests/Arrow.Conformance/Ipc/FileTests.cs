using Apache.Arrow;
using Apache.Arrow.Ipc;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Ipc;

public sealed class FileTests
{
    private static readonly RecordBatch Sample = new RecordBatch.Builder().Append("n", true, new Int32Array.Builder().Append(1).AppendNull().Append(3)).Build();

    [Fact]
    public async Task Batches_are_read_in_turn_and_by_index()
    {
        using var reader = new ArrowFileReader(new MemoryStream(Streams.WriteFile(Sample, Sample.Slice(1, 2), Sample.Slice(0, 1))));
        Assert.False(reader.IsFileValid);
        Assert.Equal(3, await reader.RecordBatchCountAsync());
        Assert.True(reader.IsFileValid);
        Assert.Equal(3, reader.ReadNextRecordBatch().Length);
        Assert.Equal(1, (await reader.ReadRecordBatchAsync(2)).Length);
        Assert.Equal(2, reader.ReadNextRecordBatch().Length);
        Assert.Equal(1, (await reader.ReadNextRecordBatchAsync()).Length);
        Assert.Null(reader.ReadNextRecordBatch());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await reader.ReadRecordBatchAsync(3));
    }

    [Fact]
    public void A_file_begins_and_ends_with_its_name()
    {
        var bytes = Streams.WriteFile(Sample);
        Assert.Equal("ARROW1\0\0"u8, bytes[..8]);
        Assert.Equal("ARROW1"u8, bytes[^6..]);
        bytes[0] = 0;
        Assert.Throws<InvalidDataException>(() => Streams.ReadFile(bytes));
    }

    [Fact]
    public void A_file_without_an_end_cannot_be_read()
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowFileWriter(stream, Sample.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(Sample);
        }

        Assert.ThrowsAny<Exception>(() => Streams.ReadFile(stream.ToArray()));
    }

    [Fact]
    public void A_file_may_have_no_batches()
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowFileWriter(stream, Sample.Schema, leaveOpen: true))
        {
            writer.WriteStart();
            writer.WriteEnd();
        }

        using var reader = new ArrowFileReader(stream);
        Assert.Equal(Description.Of(Sample.Schema), Description.Of(reader.Schema));
        Assert.Null(reader.ReadNextRecordBatch());
    }

    [Fact]
    public void A_file_is_opened_by_name()
    {
        var folder = Directory.CreateTempSubdirectory("arrow-file-");
        try
        {
            var path = Path.Combine(folder.FullName, "sample.arrow");
            File.WriteAllBytes(path, Streams.WriteFile(Sample));
            using var reader = ArrowFileReader.FromFile(path);
            Assert.Equal(Description.Of(Sample), Description.Of(Assert.Single(Streams.ReadAll(reader))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_stream_that_cannot_seek_takes_no_file()
        => Assert.Throws<ArgumentException>(static () => new ArrowFileWriter(new WriteSpy([]), Sample.Schema));
}
