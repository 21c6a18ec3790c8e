using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

/// <summary>Does something with each frame after the first, which it is told the number of, from zero.</summary>
internal sealed class ActingReceiver(Action<int> act) : IFrameReceiver
{
    private readonly TaskCompletionSource _introduced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public FrameLimits HelloLimits => Hello.Limits;

    public Task Introduced => _introduced.Task;

    public void OnBytes()
    {
    }

    public bool OnHello(ReadOnlyMemory<byte> frame)
    {
        _introduced.SetResult();
        return true;
    }

    public void OnFrame(ReadOnlyMemory<byte> frame) => act(Interlocked.Increment(ref _count) - 1);
}
