using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Objects.NDArrays;

public sealed class LifetimeTests
{
    [Fact]
    public void Disposing_gives_the_memory_back_and_every_later_use_says_so()
    {
        var array = FakePin.Array<int>([1, 2, 3, 4, 5, 6], out var pin, 2, 3);
        var memory = array.AsMemory();

        array.Dispose();
        array.Dispose();

        Assert.True(pin.IsReleased);
        Assert.Throws<ObjectDisposedException>(() => array[0, 0]);
        Assert.Throws<ObjectDisposedException>(() => array.AsSpan().Length);
        Assert.Throws<ObjectDisposedException>(() => (int)array.AsTensorSpan().FlattenedLength);
        Assert.Throws<ObjectDisposedException>(() => array.AsMemory());
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
        Assert.Throws<ObjectDisposedException>(() => array.ToArray());
        Assert.Throws<ObjectDisposedException>(() => array.Slice(..1));
        Assert.Throws<ObjectDisposedException>(() => array.Row(0));
        Assert.Throws<ObjectDisposedException>(() => array.Transpose());
        Assert.Throws<ObjectDisposedException>(() => array.Reshape(6));
        Assert.Throws<ObjectDisposedException>(() => array + array);
        Assert.Throws<ObjectDisposedException>(() => NDArray.Sum(array));
        Assert.Throws<ObjectDisposedException>(() => array.GetHashCode());
        Assert.Throws<ObjectDisposedException>(() => array.Equals(NDArray.Zeros<int>(2, 3)));
        Assert.Equal("NDArray<Int32>(2, 3)", array.ToString());
    }

    [Fact]
    public void Views_hold_the_memory_on_their_own()
    {
        var array = FakePin.Array<int>([1, 2, 3, 4, 5, 6], out var pin, 2, 3);
        var row = array.Row(1);
        var column = array.Slice(.., 1..2);

        array.Dispose();
        Assert.Equal(15, NDArray.Sum(row));
        row.Dispose();
        Assert.False(pin.IsReleased);
        Assert.Equal([2, 5], column.ToArray());
        column.Dispose();

        Assert.True(pin.IsReleased);
    }

    [Fact]
    public void An_array_that_was_made_here_has_nothing_to_dispose()
    {
        var array = NDArray.Ones<double>(3);

        array.Dispose();

        Assert.Equal(3, NDArray.Sum(array));
    }

    [Fact]
    public void Pinned_memory_stays_until_it_is_unpinned()
    {
        var array = FakePin.Array<int>([1, 2, 3], out var pin, 3);
        var handle = array.AsMemory()[1..].Pin();

        array.Dispose();
        unsafe
        {
            Assert.Equal(2, *(int*)handle.Pointer);
        }

        Assert.False(pin.IsReleased);
        handle.Dispose();
        handle.Dispose();

        Assert.True(pin.IsReleased);
    }

    [Fact]
    public void Memory_keeps_its_array()
    {
        var memory = Memory(out var array);

        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.True(array.IsAlive);
        Assert.Equal(6, memory.Span[^1]);
        GC.KeepAlive(memory);
    }

    [Fact]
    public void The_collector_gives_back_what_nobody_disposed()
    {
        var pin = Forgotten();

        for (var i = 0; i < 100 && pin.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(pin.IsAlive);
    }

    [Fact]
    public void Readers_and_a_disposer_at_the_same_time_read_the_elements_or_are_told()
    {
        for (var round = 0; round < 200; round++)
        {
            var array = FakePin.Array<long>(Enumerable.Repeat(7L, 1000).ToArray(), out var pin, 1000);
            using var start = new Barrier(3);
            Parallel.Invoke(Read, Read, () =>
            {
                start.SignalAndWait();
                array.Dispose();
            });
            Assert.True(pin.IsReleased);

            void Read()
            {
                start.SignalAndWait();
                try
                {
                    while (true)
                    {
                        Assert.Equal(7000, NDArray.Sum(array));
                        Assert.Equal(7, array[999]);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlyMemory<int> Memory(out WeakReference reference)
    {
        var array = FakePin.Array<int>([1, 2, 3, 4, 5, 6], out _, 6);
        reference = new WeakReference(array);
        return array.AsMemory();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Forgotten()
    {
        var array = FakePin.Array<int>([1, 2, 3, 4, 5, 6], out var pin, 2, 3);
        array.Row(1).Dispose();
        Assert.Equal(6, array.Transpose()[2, 1]);
        return new WeakReference(pin, trackResurrection: true);
    }
}
