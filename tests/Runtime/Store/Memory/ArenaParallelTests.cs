using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class ArenaParallelTests : IDisposable
{
    private const int Threads = 4;

    private readonly ArenaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(2 * 1024 * 1024)]
    public async Task Threads_that_write_neighbouring_blocks_do_not_disturb_each_other(long touchAhead)
    {
        using var arena = Arena.Create(_folder.Options with { TouchAhead = touchAhead });
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => Churn(arena, new Random(thread)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).Soon();

        Assert.Equal(0, arena.BytesAllocated);
        Assert.Equal(ArenaFolder.Capacity, arena.LargestFree);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_large_copy_by_several_threads_is_whole(int threads)
    {
        using var arena = Arena.Create(_folder.Options with { Capacity = 16 * 1024 * 1024, CopyThreads = threads });
        arena.Allocate(100);
        for (var round = 0; round < 4; round++)
        {
            var bytes = ArenaTests.Bytes(7_654_321, round);
            var block = arena.Allocate(bytes.Length + 3);
            arena.Write(block, 3, bytes);

            Assert.True(arena.Read(block)[3..].SequenceEqual(bytes));
            arena.Free(block);
        }
    }

    [Fact]
    public async Task A_large_copy_ends_though_the_pool_has_no_thread_to_spare()
    {
        using var arena = Arena.Create(_folder.Options with { Capacity = 16 * 1024 * 1024, CopyThreads = 8 });
        var bytes = ArenaTests.Bytes(7_000_000, 1);
        var block = arena.Store(bytes);
        using var gate = new ManualResetEventSlim();
        ThreadPool.GetMinThreads(out var least, out _);
        var occupied = Enumerable.Range(0, 4 * least).Select(_ => Task.Run(gate.Wait)).ToArray();

        bytes.AsSpan().Reverse();
        arena.Write(block, 0, bytes);

        arena.AssertHolds(block, bytes);
        gate.Set();
        await Task.WhenAll(occupied).Soon();
    }

    private static void Churn(Arena arena, Random random)
    {
        var held = new List<(ArenaBlock Block, byte Value)>();
        for (var i = 0; i < 400; i++)
        {
            if (arena.TryAllocate(random.Next(120_000), out var block))
            {
                var bytes = new byte[block.Size];
                bytes.AsSpan().Fill((byte)i);
                if (i % 3 == 0)
                {
                    bytes.CopyTo(arena.WriteSpan(block, 0, bytes.Length));
                }
                else
                {
                    arena.Write(block, 0, bytes);
                }

                held.Add((block, (byte)i));
            }

            if (held.Count > 5)
            {
                FreeAt(random.Next(held.Count));
            }
        }

        while (held.Count > 0)
        {
            FreeAt(0);
        }

        void FreeAt(int index)
        {
            var (block, value) = held[index];
            held.RemoveAt(index);
            Assert.Equal(-1, arena.Read(block).IndexOfAnyExcept(value));
            arena.Free(block);
        }
    }
}
