using FsCheck;
using FsCheck.Fluent;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class RecencyQueueProperties
{
    [Fact]
    public void The_oldest_is_the_one_that_was_used_the_longest_ago()
    {
        var steps = Gen.Choose(0, 999).ListOf().ToArbitrary();
        Prop.ForAll(steps, static history =>
        {
            using var store = new ObjectStore(new ObjectStoreOptions { Capacity = 1 << 20 }, TimeProvider.System);
            var queue = new RecencyQueue();
            var model = new List<StoreEntry>();
            var uses = 0L;
            foreach (var step in history)
            {
                switch (step % 5)
                {
                    case 0 or 1 or 2 when model.Count == 0 || step % 5 == 0:
                        var added = new StoreEntry(store, default, step, default, 1, 0) { LastUse = ++uses };
                        added.RemovePin();
                        queue.Add(added);
                        model.Add(added);
                        break;
                    case 1:
                        model[step % model.Count].LastUse = ++uses;
                        break;
                    case 2:
                        queue.Remove(model[step % model.Count]);
                        model.RemoveAt(step % model.Count);
                        break;
                    default:
                        Assert.Same(model.MinBy(static entry => entry.LastUse), queue.Oldest(uses + 1));
                        break;
                }

                Assert.Equal(model.Count, queue.Count);
            }

            while (queue.Oldest(++uses) is { } oldest)
            {
                Assert.Same(model.MinBy(static entry => entry.LastUse), oldest);
                queue.Remove(oldest);
                model.Remove(oldest);
            }

            Assert.Empty(model);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void What_is_pinned_is_passed_over()
    {
        using var store = new ObjectStore(new ObjectStoreOptions { Capacity = 1 << 20 }, TimeProvider.System);
        var queue = new RecencyQueue();
        var entries = Enumerable.Range(0, 5).Select(index => new StoreEntry(store, default, index, default, 1, 0) { LastUse = index }).ToArray();
        Array.ForEach(entries, queue.Add);
        entries[3].RemovePin();
        Assert.Same(entries[3], queue.Oldest(100));
        queue.Remove(entries[3]);
        Assert.Null(queue.Oldest(101));
        entries[1].LastUse = 102;
        entries[1].RemovePin();
        Assert.Same(entries[1], queue.Oldest(103));
    }
}
