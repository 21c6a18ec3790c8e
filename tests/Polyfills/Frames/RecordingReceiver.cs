using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

/// <summary>Keeps copies of what arrives.</summary>
internal sealed class RecordingReceiver(int expected, FrameLimits? helloLimits = null) : IFrameReceiver
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public FrameLimits HelloLimits => helloLimits ?? Hello.Limits;

    public ConcurrentBag<byte[]> Frames { get; } = [];

    public Task Complete => _complete.Task;

    public void OnBytes()
    {
    }

    public bool OnHello(ReadOnlyMemory<byte> frame)
    {
        OnFrame(frame);
        return true;
    }

    public void OnFrame(ReadOnlyMemory<byte> frame)
    {
        Frames.Add(frame.ToArray());
        if (Interlocked.Increment(ref _count) == expected)
        {
            _complete.SetResult();
        }
    }
}
