using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store.Values;

public sealed class SegmentWriterTests
{
    [Fact]
    public void A_piece_for_which_there_is_no_memory_leaves_those_before_as_they_are()
    {
        using var test = new StoreUnderTest();
        using var stream = new SegmentWriter();
        stream.GetSpan(1)[0] = 7;
        stream.Advance(1);

        // No array is so long.
        Assert.Throws<OutOfMemoryException>(() => stream.GetMemory(int.MaxValue).Length);

        using var writer = test.Store.Create(stream.Length, test.Info());
        stream.Write(writer, 0);
        using var stored = writer.Seal();
        using var pin = stored.Pin();
        Assert.Equal([7], pin.Span.ToArray());
    }
}
