using System.Net;
using System.Net.Sockets;
using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

/// <summary>A connection whose other end is a plain socket.</summary>
internal sealed class SocketPair : IDisposable
{
    public static readonly FrameLimits Limits = new(1_000_000, 100_000_000);

    private SocketPair(Socket far, SocketConnection near)
    {
        Far = far;
        Near = near;
    }

    public Socket Far { get; }

    public SocketConnection Near { get; }

    public static async Task<SocketPair> CreateAsync(long maxQueuedBytes = 1 << 20, QuickExchangeLimits? quick = null, TimeProvider? time = null)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var accepting = listener.AcceptAsync();
        await far.ConnectAsync(listener.LocalEndPoint!);
        return new SocketPair(far, new SocketConnection(await accepting, Limits, time ?? TimeProvider.System, maxQueuedBytes, quick));
    }

    /// <summary>A frame whose headers and body hold this many bytes of a value.</summary>
    public static Frame CreateFrame(int headers, int body, byte value)
    {
        var frame = Frame.Rent(Limits);
        Fill(frame, headers, value);
        frame.EndHeaders();
        Fill(frame, body, value);
        frame.EndBody();
        return frame;
    }

    public void Dispose()
    {
        Near.Abort();
        Far.Dispose();
    }

    private static void Fill(Frame frame, int count, byte value)
    {
        frame.GetSpan(count)[..count].Fill(value);
        frame.Advance(count);
    }
}
