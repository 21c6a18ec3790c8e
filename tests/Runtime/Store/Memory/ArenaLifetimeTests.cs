using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Store;

public sealed class ArenaLifetimeTests : IDisposable
{
    private readonly ArenaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dispose_removes_the_file_at_once_and_leaves_readers_what_they_read()
    {
        var arena = _folder.Create();
        var bytes = ArenaTests.Bytes(1_000_000, 1);
        var block = arena.Store(bytes);
        arena.AddReference();

        arena.Dispose();

        Assert.Empty(_folder.Files);
        arena.AssertHolds(block, bytes);
        arena.ReleaseReference();
        Assert.Throws<ObjectDisposedException>(() => arena.Read(block).Length);
    }

    [Fact]
    public void Nobody_begins_to_use_an_arena_that_is_gone()
    {
        var arena = _folder.Create();
        var block = arena.Allocate(100);
        arena.Dispose();
        arena.Dispose();

        Assert.False(arena.TryAddReference());
        Assert.Throws<ObjectDisposedException>(arena.AddReference);
        Assert.Throws<ObjectDisposedException>(() => arena.TryAllocate(1, out _));
        Assert.Throws<ObjectDisposedException>(() => arena.TryAllocateTouched(1, out _));
        Assert.Throws<ObjectDisposedException>(() => arena.Write(block, 0, "x"u8));
        Assert.Throws<ObjectDisposedException>(() => arena.WriteSpan(block, 0, 1).Length);
        arena.Free(block);
        Assert.Equal(0, arena.BytesAllocated);
    }

    [Fact]
    public void A_reference_that_was_never_taken_cannot_be_released()
    {
        var arena = _folder.Create();
        arena.Dispose();

        Assert.Throws<InvalidOperationException>(arena.ReleaseReference);
    }

    [Fact]
    public async Task Readers_and_writers_that_are_late_find_memory_or_an_exception()
    {
        for (var round = 0; round < 20; round++)
        {
            var arena = _folder.Create();
            var bytes = ArenaTests.Bytes(300_000, round);
            var block = arena.Store(bytes);
            using var start = new Barrier(4);
            var readers = Enumerable.Range(0, 2).Select(_ => OnThread(() =>
            {
                start.SignalAndWait();
                while (arena.TryAddReference())
                {
                    arena.AssertHolds(block, bytes);
                    arena.ReleaseReference();
                }
            })).ToArray();
            var writer = OnThread(() =>
            {
                var own = arena.Allocate(bytes.Length);
                start.SignalAndWait();
                Assert.Throws<ObjectDisposedException>((Action)(() =>
                {
                    while (true)
                    {
                        arena.Write(own, 0, bytes);
                    }
                }));
            });
            start.SignalAndWait();
            arena.Dispose();
            await Task.WhenAll([.. readers, writer]).Soon();
        }
    }

    [Fact]
    public async Task An_arena_that_nobody_refers_to_removes_its_file()
    {
        Abandon();

        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return _folder.Files.Length == 0;
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Abandon() => _folder.Create().Store("bytes"u8);

    private static Task OnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
