using System.Diagnostics.Metrics;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class StoreInstrumentTests
{
    private const int Size = 900 * StoreUnderTest.Kilobyte;

    [Fact]
    public async Task Metrics_tell_what_the_store_holds_and_has_done()
    {
        using var test = new StoreUnderTest();
        using var meter = new Meter("store under test");
        ObjectStoreInstruments.Add(meter, test.Store);
        var seen = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.Start();

        using var one = test.Put(1, Size);
        using var two = await test.PutAsync(2, Size);
        two.Dispose();
        using var pin = await one.PinAsync(CancellationToken.None);
        listener.RecordObservableInstruments();
        Assert.Equal(1024 * StoreUnderTest.Kilobyte, seen["ray.object_store.capacity"]);
        Assert.Equal(Size, seen["ray.object_store.used"]);
        Assert.Equal(Size, seen["ray.object_store.pinned"]);
        Assert.Equal(Size, seen["ray.object_store.on_disk"]);
        Assert.Equal(Size, seen["ray.object_store.spilled"]);
        Assert.Equal(Size, seen["ray.object_store.restored"]);
        Assert.Equal(2, seen["ray.object_store.sealed"]);
        Assert.Equal(1, seen["ray.object_store.deleted"]);
        Assert.Equal(1, seen["ray.object_store.objects"]);
        Assert.Equal(0, seen["ray.object_store.objects_spilled"]);
        Assert.Equal(1, seen["ray.object_store.waits"]);
        Assert.Equal(0, seen["ray.object_store.wait_time"]);
        Assert.All(seen.Values, static value => Assert.True(value >= 0));
    }
}
