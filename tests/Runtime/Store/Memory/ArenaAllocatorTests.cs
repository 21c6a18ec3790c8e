using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class ArenaAllocatorTests
{
    private const long Terabyte = 1L << 40;

    [Fact]
    public void Blocks_begin_at_multiples_of_64()
    {
        var allocator = new ArenaAllocator(4096);

        var offsets = new long[] { 0, 1, 64, 65 }.Select(size => Allocate(allocator, size).Offset);

        Assert.Equal([0, 64, 128, 192], offsets);
        Assert.Equal(320, allocator.BytesAllocated);
    }

    [Fact]
    public void Objects_of_terabytes_find_room()
    {
        var allocator = new ArenaAllocator(32 * Terabyte);
        var first = Allocate(allocator, 5 * Terabyte);
        var second = Allocate(allocator, 3_000_000_000);
        var third = Allocate(allocator, 20 * Terabyte);
        allocator.Free(first);

        Assert.Equal(0, Allocate(allocator, 5 * Terabyte).Offset);
        Assert.Equal(second.Offset + allocator.LengthOf(second), third.Offset);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(long.MaxValue)]
    public void What_is_larger_than_all_there_is_has_no_room(long size)
    {
        var allocator = new ArenaAllocator(64);

        Assert.False(allocator.TryAllocate(size, out _));
        Assert.Equal(64, allocator.LargestFree);
    }

    [Fact]
    public void A_size_below_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArenaAllocator(64).TryAllocate(-1, out _));

    [Fact]
    public void A_block_that_was_freed_is_refused_though_its_place_is_in_use_again()
    {
        var allocator = new ArenaAllocator(4096);
        var first = Allocate(allocator, 100);
        allocator.Free(first);
        var second = Allocate(allocator, 100);
        Assert.Equal(first.Offset, second.Offset);

        Assert.Throws<InvalidOperationException>(() => allocator.Free(first));

        Assert.Equal(128, allocator.BytesAllocated);
        allocator.Free(second);
    }

    [Fact]
    public void A_block_of_another_arena_is_refused()
    {
        var (allocator, another) = (new ArenaAllocator(4096), new ArenaAllocator(4096));
        Allocate(allocator, 100);
        var foreign = Allocate(another, 100);

        Assert.Throws<InvalidOperationException>(() => allocator.Free(foreign));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(default));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(new ArenaBlock(0, 100, int.MaxValue)));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(new ArenaBlock(0, 100, -1)));

        Assert.Equal(128, allocator.BytesAllocated);
    }

    [Fact]
    public void What_was_freed_last_is_handed_out_first()
    {
        var allocator = new ArenaAllocator(Terabyte);
        var blocks = Enumerable.Range(0, 6).Select(_ => Allocate(allocator, 100_000)).ToArray();
        allocator.Free(blocks[0]);
        allocator.Free(blocks[4]);
        allocator.Free(blocks[2]);

        Assert.Equal(new[] { blocks[2].Offset, blocks[4].Offset, blocks[0].Offset }, Enumerable.Range(0, 3).Select(_ => Allocate(allocator, 100_000).Offset));
    }

    [Fact]
    public void An_object_takes_the_room_of_one_of_its_size_rather_than_a_part_of_a_larger()
    {
        var allocator = new ArenaAllocator(Terabyte);
        var larger = Allocate(allocator, 90_000_000);
        Allocate(allocator, 64);
        var same = Allocate(allocator, 80_000_000);
        Allocate(allocator, 64);
        allocator.Free(same);
        allocator.Free(larger);

        Assert.Equal(same.Offset, Allocate(allocator, 80_000_000).Offset);
    }

    [Fact]
    public void The_one_range_of_a_class_that_fits_is_found_behind_many_that_do_not()
    {
        var allocator = new ArenaAllocator(Terabyte);
        var fitting = Allocate(allocator, 8_320);
        Allocate(allocator, 64);
        var many = Enumerable.Range(0, 100).Select(_ => (Block: Allocate(allocator, 8_256), Wall: Allocate(allocator, 64))).ToArray();
        allocator.Free(fitting);
        foreach (var (block, _) in many)
        {
            allocator.Free(block);
        }

        Assert.True(allocator.TryAllocateRecycled(8_320, out var found));
        Assert.Equal(fitting.Offset, found.Offset);
        Assert.False(allocator.TryAllocateRecycled(8_320, out _));
    }

    [Fact]
    public void Nothing_is_allocated_on_the_heap_once_there_were_as_many_blocks_before()
    {
        var allocator = new ArenaAllocator(Terabyte);
        var blocks = new ArenaBlock[1_000];
        var (random, same) = (new Random(7), new Random(7));
        Churn(random);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Churn(same);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Churn(Random random)
        {
            for (var i = 0; i < blocks.Length; i++)
            {
                blocks[i] = Allocate(allocator, random.Next(1_000_000));
            }

            for (var i = 0; i < 10_000; i++)
            {
                var index = random.Next(blocks.Length);
                allocator.Free(blocks[index]);
                blocks[index] = Allocate(allocator, random.Next(1_000_000));
            }

            foreach (var block in blocks)
            {
                allocator.Free(block);
            }
        }
    }

    private static ArenaBlock Allocate(ArenaAllocator allocator, long size)
    {
        Assert.True(allocator.TryAllocate(size, out var block));
        return block;
    }
}
