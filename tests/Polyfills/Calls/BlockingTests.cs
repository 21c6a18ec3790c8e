using System.Collections.Concurrent;
using Orleans.Polyfills.Frames;

namespace Orleans.Polyfills.Calls;

/// <summary>
/// One call at a time between a client and a silo, so that what a frame sets off runs where it was received: whatever blocks its
/// thread there must not keep others from going on.
/// </summary>
public sealed class BlockingTests(LiveSilo silo) : IClassFixture<LiveSilo>
{
    private const int Rounds = 50;
    private const int CallsToGetQuick = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public Task A_grain_that_blocks_its_thread_does_not_hold_up_other_calls_of_its_connection() => Task.Run(async () =>
    {
        var (blocking, other) = (Grain(), Grain());
        for (var round = 0; round < Rounds; round++)
        {
            await GetQuickAsync(other);
            var name = Guid.NewGuid();
            var blocked = blocking.Block(name);
            await other.Unblock(name);
            Assert.True(await blocked);
        }
    }).WaitAsync(Patience);

    [Fact]
    public Task A_continuation_that_waits_synchronously_for_another_call_gets_its_answer() => Task.Run(async () =>
    {
        var grain = Grain();
        for (var round = 0; round < Rounds; round++)
        {
            await GetQuickAsync(grain);
            Assert.Equal(round + 1, BlockOn(grain.Next(round)));
        }
    }).WaitAsync(Patience);

    [Fact]
    public Task What_a_continuation_leaves_in_its_thread_does_not_reach_the_next() => Task.Run(async () =>
    {
        var grain = Grain();
        var seen = new ConcurrentBag<(string? Ambient, SynchronizationContext? Context)>();
        for (var round = 0; round < Rounds * CallsToGetQuick; round++)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var awaiter = grain.Next(round).ConfigureAwait(false).GetAwaiter();
            awaiter.UnsafeOnCompleted(() =>
            {
                seen.Add((Ambient.Value, SynchronizationContext.Current));
                Ambient.Value = "left behind";
                SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
                done.SetResult();
            });
            await done.Task.ConfigureAwait(false);
            Assert.Equal(round + 1, awaiter.GetResult());
        }

        Assert.Equal([(null, null)], seen.Distinct());
    }).WaitAsync(Patience);

    private IBlockingGrain Grain() => silo.Client.GetGrain<IBlockingGrain>(Guid.NewGuid().ToString("N"));

    private static async Task GetQuickAsync(IBlockingGrain grain)
    {
        for (var i = 0; i < CallsToGetQuick; i++)
        {
            Assert.Equal(i + 1, await grain.Next(i));
        }
    }

    private static T BlockOn<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
