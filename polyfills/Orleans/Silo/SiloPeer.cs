namespace Orleans.Runtime;

/// <summary>Another silo: the connections to it that are open, and the lanes that its frames are spread over.</summary>
internal sealed class SiloPeer
{
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SiloLane[] _lanes;
    private ImmutableArray<PeerConnection> _open = [];
    private int _nextLane;

    public SiloPeer(SiloConnections owner, SiloAddress silo)
    {
        _lanes = new SiloLane[owner.ConnectionsPerEndpoint];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new SiloLane(owner, silo);
        }
    }

    public long? LastReceived
    {
        get
        {
            long? last = null;
            foreach (var connection in _open)
            {
                last = Math.Max(last ?? long.MinValue, connection.LastReceived);
            }

            return last;
        }
    }

    /// <summary>Ends when the connections that are being opened are there, or have failed and what waited for them is rejected.</summary>
    public Task Opening => Task.WhenAll(_lanes.Select(static lane => lane.Opening));

    public void Send(Message message, Frame frame)
    {
        var lane = _lanes.Length == 1 ? 0 : (int)(message.TargetGrain.GetUniformHashCode() % (uint)_lanes.Length);
        _lanes[lane].Send(frame);
    }

    /// <summary>A connection that is ready and that no lane has asked for: the lanes take turns to get one.</summary>
    public void Offer(PeerConnection connection)
    {
        Add(connection);
        SiloLane lane;
        lock (_gate)
        {
            lane = _lanes.FirstOrDefault(static lane => !lane.IsOpen) ?? _lanes[_nextLane++ % _lanes.Length];
        }

        lane.Use(connection);
    }

    /// <summary>A connection that is ready, which the caller gives to a lane.</summary>
    public void Add(PeerConnection connection)
    {
        lock (_gate)
        {
            _open = _open.Add(connection);
        }

        _ = RemoveWhenClosedAsync(connection);
    }

    /// <summary>The other silo is about to close this connection, and answers what has been sent over it when it has seen its end.</summary>
    public void Retire(PeerConnection connection)
    {
        foreach (var lane in _lanes)
        {
            lane.Forget(connection);
        }

        _ = connection.CloseAsync();
    }

    /// <summary>
    /// Has the other silo end each connection first (<see cref="MessageDirection.Leave"/>), so that whatever it has sent can be answered. One
    /// that does not do so in time, because it hangs or cannot be reached, is not waited for: of what it has sent, some may stay without an answer.
    /// </summary>
    public Task LeaveAsync(Message leave, MessageCodec codec, TimeProvider time)
    {
        var open = _open;
        var ends = open.Select(static connection => connection.WhenOtherEndedAsync()).ToArray();
        foreach (var connection in open)
        {
            var frame = codec.Encode(leave);
            if (connection.TrySend(frame) != SendResult.Sent)
            {
                frame.Dispose();
            }
        }

        return Task.WhenAll(ends).EndsWithinAsync(EndGrace, time);
    }

    public Task CloseAsync() => Task.WhenAll(_open.Select(static connection => connection.CloseAsync()));

    public void Abort()
    {
        foreach (var connection in _open)
        {
            connection.Abort();
        }
    }

    private async Task RemoveWhenClosedAsync(PeerConnection connection)
    {
        await connection.Closed.ConfigureAwait(false);
        lock (_gate)
        {
            _open = _open.Remove(connection);
        }

        foreach (var lane in _lanes)
        {
            lane.Forget(connection);
        }

        _lanes[0].SendAgain(connection.TakeUnsent(), connection);
    }
}
