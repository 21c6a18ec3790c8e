using FsCheck;
using FsCheck.Fluent;
using Orleans.Ray.Store;
using static Orleans.Ray.Tests.Store.StoreUnderTest;

namespace Orleans.Ray.Tests.Store;

/// <summary>Statistics are counted as things happen. After any history they are what a walk over all objects finds.</summary>
public sealed class StatisticsProperties
{
    private const int Slots = 16;

    // What is pinned or being written cannot be moved or spilled. So few of them, in a store of this size, leave a hole for the largest object wherever they lie: nobody waits for ever.
    private const int Capacity = 96 * Kilobyte;
    private const int MaxPins = 2;
    private const int MaxWriters = 1;

    [Fact]
    public void The_figures_are_those_of_a_walk_over_all_objects()
    {
        var steps = Gen.Choose(0, 9_999).ListOf().ToArbitrary();
        Prop.ForAll(steps, static history =>
        {
            using var test = new StoreUnderTest(Capacity);
            var slots = new Slot[Slots];
            foreach (var step in history)
            {
                ref var slot = ref slots[step / 10 % Slots];
                var mayPin = slots.Count(static slot => slot.Pin is not null) < MaxPins;
                var mayWrite = slots.Count(static slot => slot.Writer is not null) < MaxWriters;
                Step(test, ref slot, step % 10, (step / 100 * 131) + 1, mayPin, mayWrite);
                AssertIsWalk(test.Store);
            }

            foreach (var slot in slots)
            {
                slot.Pin?.Dispose();
                slot.Stored?.Dispose();
                slot.Writer?.Dispose();
            }

            AssertIsWalk(test.Store);
            Assert.True(SpinWait.SpinUntil(() => test.Statistics.Objects == 0, Patience.Limit), "A spill does not end.");
            Assert.Equal((0, 0, 0, 0), (test.Statistics.Objects, test.Statistics.BytesPinned, test.Statistics.ObjectsSpilledNow, test.Statistics.BytesSpilledNow));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static void Step(StoreUnderTest test, ref Slot slot, int kind, int size, bool mayPin, bool mayWrite)
    {
        switch (kind)
        {
            case 0 or 1 when slot.Stored is null:
                slot.Stored = test.Put(1, size, existsElsewhere: kind == 1);
                break;
            case 2 when slot.Writer is null && mayWrite:
                slot.Writer = test.Store.Create(size / 4, test.Info());
                break;
            case 3 when slot is { Writer: { } writer, Stored: null }:
                writer.Write(0, new byte[writer.Size]);
                slot.Stored = writer.Seal();
                slot.Writer = null;
                break;
            case 4:
                slot.Writer?.Dispose();
                slot.Writer = null;
                break;
            case 5 when slot is { Stored: { State: not StoredObjectState.Evicted } stored, Pin: null } && mayPin:
                slot.Pin = stored.Pin("a reader");
                break;
            case 6 when slot.Stored?.TryPin(out var second) == true:
                AssertIsWalk(test.Store);
                second.Dispose();
                break;
            case 7:
                slot.Pin?.Dispose();
                slot.Pin = null;
                break;
            case 8:
                // Perhaps with a pin left.
                slot.Stored?.Dispose();
                slot.Stored = null;
                break;
            case 9:
                slot.Stored?.SetExistsElsewhere(size % 2 == 0);
                break;
        }
    }

    private static void AssertIsWalk(ObjectStore store)
    {
        ObjectStoreStatistics before, after;
        IReadOnlyList<StoredObjectEntry> rows;
        do
        {
            // A spill may end in between.
            before = store.Statistics();
            rows = store.List();
            after = store.Statistics();
        }
        while (before != after);

        Assert.Equal(rows.Count(static row => row.State != StoredObjectState.Evicted), after.Objects);
        Assert.Equal(rows.Where(static row => row.Pins > 0).Sum(static row => row.Size), after.BytesPinned);
        var spilled = rows.Where(static row => row.State is StoredObjectState.Spilled or StoredObjectState.Restoring).ToArray();
        Assert.Equal((spilled.Length, spilled.Sum(static row => row.Size)), (after.ObjectsSpilledNow, after.BytesSpilledNow));
    }

    private struct Slot
    {
        public StoreWriter? Writer;
        public StoredObject? Stored;
        public ObjectPin? Pin;
    }
}
