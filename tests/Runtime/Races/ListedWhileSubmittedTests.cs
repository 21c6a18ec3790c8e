namespace Orleans.Ray.Tests.Races;

/// <summary>Whoever lists work sees queues that others fill and empty meanwhile.</summary>
public sealed class ListedWhileSubmittedTests
{
    [Fact]
    public async Task Listings_neither_fail_nor_disturb_while_calls_and_tasks_come_and_go()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create(0, new ActorOptions { NumCpus = 0 });
        var making = Task.Run(async () =>
        {
            for (var round = 0; round < 50; round++)
            {
                var calls = Enumerable.Range(0, 200).Select(_ => counter.Increment()).ToArray();
                var tasks = Enumerable.Range(0, 200).Select(i => Sums.Remote.Increment(i)).ToArray();
                Assert.Equal(Enumerable.Range((200 * round) + 1, 200), await calls.Soon());
                Assert.Equal(Enumerable.Range(1, 200), await tasks.Soon());
            }
        });

        while (!making.IsCompleted)
        {
            Assert.All(await Ray.State.ListTasksAsync(), static task => Assert.NotNull(task.Name));
        }

        await making;
    }
}
