using System.Threading.Channels;

namespace Microbenchmark.Workloads;

/// <summary>What an actor costs at the least in .NET: one loop that reads a channel, and a promise for each call.</summary>
internal sealed class ChannelActor : IAsyncDisposable
{
    private readonly Channel<TaskCompletionSource<int>> _mailbox = Channel.CreateUnbounded<TaskCompletionSource<int>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;

    public ChannelActor() => _loop = Task.Run(RunAsync);

    public Task<int> CallAsync()
    {
        // Asynchronously: completed inline, a caller's code would run inside the actor's loop.
        var call = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Writer.TryWrite(call);
        return call.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _mailbox.Writer.Complete();
        await _loop;
    }

    private async Task RunAsync()
    {
        await foreach (var call in _mailbox.Reader.ReadAllAsync())
        {
            call.SetResult(1);
        }
    }
}
