namespace Orleans.Runtime;

/// <summary>
/// One client of this gateway. Connected → (its connection breaks) Absent → (it comes back) Connected, or (it stays away
/// too long, or it or the silo has left) Gone, which is final.
/// </summary>
/// <remarks>
/// While the client is absent its messages are kept for it, and sent in the order of arrival when it is back; so are those
/// of which the broken connection had not sent one byte. The others are not sent again: they may have arrived. Requests
/// that the client has been given are remembered until it answers, so that it can answer nothing else, and are
/// rejected when it is gone.
/// </remarks>
internal sealed class GatewayClient(GrainId id, CallRuntime runtime, TimeProvider time)
{
    private const int FirstPurge = 64;

    private readonly Lock _gate = new();

    // Ids are a process's own, and a grain may call from several: so the silo counts too.
    private readonly Dictionary<(GrainId Sender, SiloAddress? Silo, long Id), Message> _unanswered = [];
    private readonly List<(Message Message, byte[] Frame)> _kept = [];
    private int _purgeAt = FirstPurge;
    private PeerConnection? _connection;
    private ITimer? _patience;
    private bool _isGone;

    public GrainId Id => id;

    /// <summary>What it has asked, rather than what it is asked.</summary>
    public OpenRequests Requests { get; } = new(time);

    public PeerConnection? Connection => Volatile.Read(ref _connection);

    /// <summary>False where the client is gone: the caller makes a new entry for it.</summary>
    public bool TryConnect(PeerConnection connection)
    {
        lock (_gate)
        {
            if (_isGone)
            {
                return false;
            }

            _patience?.Dispose();
            _patience = null;

            // A client has one connection to a gateway: a second means that it has given up the first.
            _connection?.Abort();
            Volatile.Write(ref _connection, connection);

            // What this connection does not take either, because it is closed again, waits for the next one.
            _kept.RemoveAll(kept => IsGivenUp(kept.Message) || TrySendKept(connection, kept.Frame));
            return true;
        }
    }

    /// <summary>False where that connection is not the client's any more.</summary>
    /// <param name="connection">It is closed.</param>
    /// <param name="unsent">What it has not sent.</param>
    /// <param name="patience">How long the client may stay away.</param>
    /// <param name="onImpatient">Called when it has.</param>
    public bool TryDisconnect(PeerConnection connection, IEnumerable<(Message Message, byte[] Frame)> unsent, TimeSpan patience, Action<GatewayClient> onImpatient)
    {
        lock (_gate)
        {
            if (_isGone || !ReferenceEquals(_connection, connection))
            {
                return false;
            }

            Volatile.Write(ref _connection, null);
            _kept.InsertRange(0, unsent);
            _patience = time.CreateTimer(_ => onImpatient(this), null, patience, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Null where it was gone already, or is connected and shall be removed only while it is not; else the requests that it will not answer.</summary>
    /// <param name="onlyAbsent">The patience with it may end at the moment at which it comes back.</param>
    /// <param name="connection">For the caller to close.</param>
    public List<Message>? Remove(bool onlyAbsent, out PeerConnection? connection)
    {
        lock (_gate)
        {
            connection = _connection;
            if (_isGone || (onlyAbsent && connection is not null))
            {
                return null;
            }

            _isGone = true;
            _patience?.Dispose();
            Volatile.Write(ref _connection, null);
            List<Message> lost = [.. _unanswered.Values, .. _kept.Where(kept => kept.Message.Direction == MessageDirection.OneWay).Select(kept => kept.Message)];
            _unanswered.Clear();
            _kept.Clear();
            return lost;
        }
    }

    /// <summary>For a response, which nobody has to remember. Where the answer is not that it was sent, the frame is still the caller's.</summary>
    public SendResult TrySend(Frame frame) => Connection?.TrySend(frame) ?? SendResult.Closed;

    /// <summary>Sends, or, where the client is absent and that is asked for, keeps the message, which counts as sent. As above.</summary>
    public SendResult TrySend(Message message, Frame frame, bool keep)
    {
        lock (_gate)
        {
            if (_isGone)
            {
                return SendResult.Closed;
            }

            // Before the frame: the answer may be here before this method ends.
            if (message.Direction == MessageDirection.Request)
            {
                Remember(message);
            }

            var result = _connection?.TrySend(frame) ?? SendResult.Closed;
            if (result == SendResult.Closed && keep)
            {
                _kept.Add((message, frame.Memory.ToArray()));
                frame.Dispose();
                return SendResult.Sent;
            }

            if (result != SendResult.Sent)
            {
                _unanswered.Remove(KeyOf(message));
            }

            return result;
        }
    }

    /// <summary>The request that the client has been given and has not answered yet; null for what it makes up.</summary>
    public Message? TakeUnanswered(Message answer)
    {
        lock (_gate)
        {
            return _unanswered.Remove((answer.TargetGrain, answer.TargetSilo, answer.Id), out var request) ? request : null;
        }
    }

    /// <summary>The client can be reached through another gateway: what has been kept here goes that way.</summary>
    public List<(Message Message, byte[] Frame)> TakeKept()
    {
        lock (_gate)
        {
            if (_kept.Count == 0)
            {
                return [];
            }

            List<(Message Message, byte[] Frame)> kept = [.. _kept.Select(kept => (Forget(kept.Message), kept.Frame))];
            _kept.Clear();
            return kept;
        }
    }

    private static (GrainId Sender, SiloAddress? Silo, long Id) KeyOf(Message request) => (request.SendingGrain, request.SendingSilo, request.Id);

    private static bool TrySendKept(PeerConnection connection, byte[] bytes)
    {
        var frame = Frame.Copy(bytes);
        if (connection.TrySend(frame) == SendResult.Sent)
        {
            return true;
        }

        frame.Dispose();
        return false;
    }

    // What is remembered of a request that a caller here has made knows that caller.
    private Message Forget(Message message) => _unanswered.Remove(KeyOf(message), out var request) ? request : message;

    private void Remember(Message message)
    {
        if (_unanswered.Count >= _purgeAt)
        {
            foreach (var (key, request) in _unanswered)
            {
                if (IsGivenUp(request))
                {
                    _unanswered.Remove(key);
                }
            }

            _purgeAt = Math.Max(FirstPurge, _unanswered.Count * 2);
        }

        _unanswered[KeyOf(message)] = message;
    }

    private bool IsGivenUp(Message message) => message.Call is { IsFinished: true } || runtime.IsExpired(message);
}
