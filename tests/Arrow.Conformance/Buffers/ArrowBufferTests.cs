using Apache.Arrow;
using Apache.Arrow.Memory;

namespace Arrow.Conformance.Buffers;

public sealed class ArrowBufferTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 64)]
    [InlineData(16, 64)]
    [InlineData(17, 128)]
    public void Built_buffers_are_padded_to_64_bytes_with_zeros(int ints, int length)
    {
        var buffer = new ArrowBuffer.Builder<int>().AppendRange(Enumerable.Repeat(-1, ints)).Build();
        Assert.Equal(length, buffer.Length);
        Assert.All(buffer.Span[(ints * sizeof(int))..].ToArray(), static padding => Assert.Equal(0, padding));
    }

    [Fact]
    public void A_builder_can_be_used_again_after_building()
    {
        var builder = new ArrowBuffer.Builder<long>().Append(1);
        var first = builder.Build();
        var second = builder.Append(2).Build();
        Assert.Equal([1, 0], first.Span.CastTo<long>()[..2]);
        Assert.Equal([1, 2], second.Span.CastTo<long>()[..2]);
        Assert.Equal((0, 0L), (builder.Clear().Length, builder.Span[0]));
    }

    [Fact]
    public void Growing_again_after_shrinking_gives_zeros()
        => Assert.Equal([1, 0, 0], new ArrowBuffer.Builder<int>().Append(1).Append(2).Append(3).Resize(1).Resize(3).Span[..3]);

    [Fact]
    public void Booleans_have_a_builder_of_their_own()
        => Assert.Throws<NotSupportedException>(static () => new ArrowBuffer.Builder<bool>());

    [Fact]
    public void A_buffer_over_memory_neither_copies_nor_owns_it()
    {
        var bytes = new byte[] { 1, 2, 3 };
        var buffer = new ArrowBuffer(bytes);
        buffer.Dispose();
        bytes[0] = 9;
        Assert.Equal(new byte[] { 9, 2, 3 }, buffer.Span.ToArray());
        Assert.Equal(new byte[] { 9, 2, 3 }, buffer.Retain().Span.ToArray());
    }

    [Fact]
    public void A_retained_buffer_outlives_the_first_handle()
    {
        var first = new ArrowBuffer.Builder<byte>().Append(7).Build();
        var second = first.Retain();
        first.Dispose();
        first.Dispose();
        Assert.Equal(7, second.Span[0]);
        Assert.ThrowsAny<Exception>(() => first.Length);
        second.Dispose();
        Assert.ThrowsAny<Exception>(() => second.Span[0]);
    }

    [Fact]
    public void Buffers_of_the_same_bytes_are_equal()
    {
        Assert.True(new ArrowBuffer(new byte[] { 1, 2 }).Equals(new ArrowBuffer(new byte[] { 1, 2 })));
        Assert.False(new ArrowBuffer(new byte[] { 1, 2 }).Equals(new ArrowBuffer(new byte[] { 1, 3 })));
        Assert.True(default(ArrowBuffer).Equals(ArrowBuffer.Empty));
    }

    [Fact]
    public void A_clone_is_a_copy()
    {
        var bytes = new byte[] { 1, 2 };
        var clone = new ArrowBuffer(bytes).Clone();
        bytes[0] = 9;
        Assert.Equal(new byte[] { 1, 2 }, clone.Span[..2].ToArray());
        Assert.True(ArrowBuffer.Empty.Clone().IsEmpty);
    }

    [Fact]
    public void Bitmaps_are_built_of_their_capacity()
    {
        var bits = new ArrowBuffer.BitmapBuilder();
        for (var i = 0; i < 600; i++)
        {
            bits.Append(i % 3 == 0);
        }

        Assert.Equal((600, 200, 400), (bits.Length, bits.SetBitCount, bits.UnsetBitCount));
        Assert.Equal(128, bits.Build().Length);
        Assert.Equal(64, new ArrowBuffer.BitmapBuilder().Build().Length);
    }

    [Fact]
    public void Bits_are_set_toggled_and_swapped()
    {
        var bits = new ArrowBuffer.BitmapBuilder().AppendRange(false, 10).Set(3).Toggle(4).Swap(4, 5).Set(3, false);
        Assert.Equal([5], Enumerable.Range(0, 10).Where(i => BitUtility.GetBit(bits.Span, i)));
        Assert.Equal(1, bits.SetBitCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => bits.Set(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => bits.Swap(0, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => bits.Resize(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => bits.Reserve(-1));
    }

    [Fact]
    public void An_absent_bitmap_is_appended_as_set_bits()
        => Assert.Equal(9, new ArrowBuffer.BitmapBuilder().Append([0x03], 4).Append([], 7).SetBitCount);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 3, 2)]
    [InlineData(1, 20, 13)]
    [InlineData(5, 8, 5)]
    [InlineData(7, 9, 6)]
    public void Bits_are_counted_in_any_range(int index, int length, int count)
    {
        byte[] data = [0b1011_0101, 0b0110_1101, 0b1101_1011, 0xFF];
        Assert.Equal(count, BitUtility.CountBits(data, index, length));
        Assert.Equal(Enumerable.Range(index, length).Count(i => BitUtility.GetBit(data, i)), BitUtility.CountBits(data, index, length));
    }

    [Fact]
    public void Sizes_are_rounded_up()
    {
        Assert.Equal([0L, 64, 64, 128], new long[] { 0, 1, 64, 65 }.Select(BitUtility.RoundUpToMultipleOf64));
        Assert.Equal([0L, 8, 8, 16], new long[] { 0, 1, 8, 9 }.Select(BitUtility.RoundUpToMultipleOf8));
        Assert.Equal([0, 1, 1, 2], new[] { 0, 1, 8, 9 }.Select(BitUtility.ByteCount));
    }

    [Fact]
    public unsafe void Memory_is_aligned_zeroed_and_counted()
    {
        var allocator = new NativeMemoryAllocator();
        for (var length = 1; length < 300; length += 37)
        {
            using var owner = allocator.Allocate(length);
            using var pin = owner.Memory.Pin();
            Assert.Equal(0u, (ulong)pin.Pointer % 64);
            Assert.Equal(length, owner.Memory.Length);
            Assert.All(owner.Memory.ToArray(), static value => Assert.Equal(0, value));
        }

        Assert.Equal(9, allocator.Statistics.Allocations);
        Assert.True(allocator.Statistics.BytesAllocated > 0);
    }

    [Fact]
    public void Nothing_is_allocated_for_nothing()
    {
        var allocator = new NativeMemoryAllocator();
        Assert.Equal(0, allocator.Allocate(0).Memory.Length);
        Assert.Equal(0, allocator.Statistics.Allocations);
        Assert.Throws<ArgumentOutOfRangeException>(() => allocator.Allocate(-1));
    }
}
