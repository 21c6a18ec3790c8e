using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

public sealed class WorkQueueTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_work_queue_is_first_in_first_out(int seed)
    {
        var random = new Random(seed);
        var queue = default(WorkQueue);
        var model = new Queue<object>();
        for (var step = 0; step < 20_000; step++)
        {
            // Grows and empties again, many times.
            if (random.Next(400) < (step / 500 % 2 == 0 ? 280 : 120))
            {
                var item = new object();
                queue.Enqueue(item);
                model.Enqueue(item);
            }
            else
            {
                Assert.Equal(model.TryDequeue(out var expected), queue.TryDequeue(out var item));
                Assert.Same(expected, item);
            }

            Assert.Equal(model.Count, queue.Count);
        }
    }

    [Fact]
    public void Messages_can_be_taken_out_and_the_rest_keeps_its_order()
    {
        var queue = default(WorkQueue);
        object[] items = [new Message { Id = 1 }, new object(), new Message { Id = 2 }, new object(), new object()];
        foreach (var item in items)
        {
            queue.Enqueue(item);
        }

        Assert.Equal([1L, 2L], queue.TakeMessages().Select(message => message.Id));

        foreach (var index in new[] { 1, 3, 4 })
        {
            Assert.True(queue.TryDequeue(out var left));
            Assert.Same(items[index], left);
        }

        Assert.False(queue.TryDequeue(out _));
    }

    [Fact]
    public void Running_requests_are_kept_in_the_order_of_their_start()
    {
        var running = default(RunningRequests);
        var messages = Enumerable.Range(0, 200).Select(i => new Message { Id = i }).ToArray();
        var model = new List<Message>();
        var random = new Random(3);
        foreach (var message in messages)
        {
            running.Add(message);
            model.Add(message);
            if (random.Next(3) == 0)
            {
                var ended = model[random.Next(model.Count)];
                running.Remove(ended);
                model.Remove(ended);
            }

            Assert.Equal(model, Enumerable.Range(0, running.Count).Select(i => running[i]));
            Assert.Same(model.FirstOrDefault(), running.Count == 0 ? null : running[0]);
        }
    }
}
