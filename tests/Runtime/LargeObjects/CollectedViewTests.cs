using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.LargeObjects;

/// <summary>Views that nobody disposes of, while garbage is collected all the time and their memory is wanted by others.</summary>
public sealed class CollectedViewTests
{
    private const int Rounds = 60;

    [Fact]
    public async Task What_drivers_do_with_views_is_safe_whenever_the_collector_runs()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (2, 4L << 20));
        await using var stress = new GarbageStress();
        var expected = Enumerable.Range(0, Bulk.Length).Sum(static i => (double)i);
        for (var seed = 0; seed < Rounds; seed++)
        {
            var reference = Ray.Put(Bulk.NewBlock(seed));

            // As in the documentation.
            using (var view = await reference)
            {
                Assert.Equal(expected + ((double)seed * Bulk.Length), NDArray.Sum(view), 1e-3);
                Assert.Equal(expected + ((double)seed * Bulk.Length), TensorPrimitives.Sum(view.AsSpan()), 1e-3);
            }

            // Left to the collector: each operation holds the memory for as long as it looks.
            Assert.Equal(seed + 7.0, (await reference)[7]);
            Assert.Equal(expected + ((double)seed * Bulk.Length), NDArray.Sum(await reference), 1e-3);
            Assert.Equal(seed + 9.0, (await reference)[5..].AsMemory().Span[4]);
            Assert.Equal(seed + 1.0, NDArray.Min(await reference + 1));
            Assert.Equal(seed, (await reference).ToArray()[0]);
        }

        await stress.StopAsync();
        await StoreWatch.EmptyAsync();
    }

    [Fact]
    public async Task The_memory_of_a_view_is_given_back_by_its_finalizer_and_not_before()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 4L << 20));
        var view = GetAndDropReference();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(1, Assert.Single(await Ray.State.ListMemoryAsync()).Pins);
        Assert.True(Bulk.IsBlock(view!, 5));

        view = null;

        await StoreWatch.EmptyAsync();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static NDArray<double>? GetAndDropReference() => Ray.Get(Ray.Put(Bulk.NewBlock(5)));
    }

    [Fact]
    public async Task A_span_that_outlives_its_array_may_show_other_bytes_and_harms_nobody()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.ObjectStoreMemory) = (1, 2L << 20));

        Assert.Equal(Bulk.Length, ReadLate(Ray.Put(Bulk.NewBlock(1))));
        await StoreWatch.EmptyAsync();

        // The one mistake that the documentation warns of.
        static int ReadLate(ObjectRef<NDArray<double>> reference)
        {
            var span = Ray.Get(reference).AsSpan();
            for (var i = 0; i < 30; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Ray.Put(Bulk.NewBlock(-1));
            }

            // Whatever is there now, it is there.
            return span.ToArray().Length;
        }
    }
}
