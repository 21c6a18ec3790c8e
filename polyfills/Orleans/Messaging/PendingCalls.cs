using System.Runtime.CompilerServices;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// The calls in flight of one process. All are in lists (several, to share the lock) that a timer sweeps each second
/// for expired ones; those that left the process can also be found by id.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private const int ListCount = 16;
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly List[] _lists = new List[ListCount];
    private readonly ConcurrentDictionary<long, PendingCall> _byId = new();
    private readonly Action<Message> _sendCancel;
    private readonly TimeProvider _time;
    private readonly MessagingOptions _options;
    private readonly ITimer _sweeper;

    // Few calls ever have one.
    private readonly ConditionalWeakTable<PendingCall, string> _statuses = [];

    public PendingCalls(TimeProvider time, MessagingOptions options, Action<Message> sendCancel)
    {
        _time = time;
        _options = options;
        _sendCancel = sendCancel;
        for (var i = 0; i < ListCount; i++)
        {
            _lists[i] = new List();
        }

        _sweeper = time.CreateTimer(static state => ((PendingCalls)state!).Sweep(), this, SweepPeriod, SweepPeriod);
    }

    public bool WaitForCancellationAcknowledgement => _options.WaitForCancellationAcknowledgement;

    public void Add(PendingCall call, TimeSpan timeout)
    {
        call.Deadline = timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        _lists[call.Message.Id & (ListCount - 1)].Add(call);
    }

    public void TrackById(PendingCall call, SiloAddress? target)
    {
        call.RemoteTarget = target;
        call.IsTrackedById = true;
        _byId[call.Message.Id] = call;
        if (call.IsFinished)
        {
            _byId.TryRemove(call.Message.Id, out _);
        }
    }

    public PendingCall? Find(long id) => _byId.GetValueOrDefault(id);

    public void Remove(PendingCall call)
    {
        _lists[call.Message.Id & (ListCount - 1)].Remove(call);
        if (call.IsTrackedById)
        {
            _byId.TryRemove(call.Message.Id, out _);
        }
    }

    public void SendCancel(Message message) => _sendCancel(message);

    /// <summary>The callee is at work, or at least has the request: said when the call times out.</summary>
    public void SetStatus(PendingCall call, string status) => _statuses.AddOrUpdate(call, status);

    public void OnStatus(Message message)
    {
        if (Find(message.Id) is { } call)
        {
            SetStatus(call, Encoding.UTF8.GetString(message.Body.Span));
        }
        else if (_options.CancelUnknownRequestOnStatusUpdate)
        {
            // Nobody here waits for it any more.
            _sendCancel(new Message { Id = message.Id, TargetGrain = message.SendingGrain, TargetSilo = message.SendingSilo, SendingGrain = message.TargetGrain });
        }
    }

    /// <summary>Fails the calls that are under way to a silo that is gone.</summary>
    public void FailCallsTo(SiloAddress silo, Func<Message, Exception> exception)
    {
        foreach (var (_, call) in _byId)
        {
            if (silo.Equals(call.RemoteTarget))
            {
                call.Fail(exception(call.Message));
            }
        }
    }

    public void FailAll(Func<Message, Exception> exception)
    {
        foreach (var list in _lists)
        {
            foreach (var call in list.Take(long.MaxValue))
            {
                call.Fail(exception(call.Message));
            }
        }
    }

    public void Dispose() => _sweeper.Dispose();

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var list in _lists)
        {
            foreach (var call in list.Take(now))
            {
                var status = _statuses.TryGetValue(call, out var text) ? $" Last known status: {text}" : string.Empty;
                call.Fail(new TimeoutException($"Response did not arrive on time for message: {call.Message}.{status} About to break its promise."));
                if (_options.CancelRequestOnTimeout)
                {
                    _sendCancel(call.Message);
                }
            }
        }
    }

    private sealed class List
    {
        private readonly Lock _gate = new();
        private PendingCall? _head;

        public void Add(PendingCall call)
        {
            lock (_gate)
            {
                call.IsListed = true;
                call.Next = _head;
                if (_head is not null)
                {
                    _head.Previous = call;
                }

                _head = call;
            }
        }

        public void Remove(PendingCall call)
        {
            lock (_gate)
            {
                if (!call.IsListed)
                {
                    return;
                }

                call.IsListed = false;
                if (call.Previous is null)
                {
                    _head = call.Next;
                }
                else
                {
                    call.Previous.Next = call.Next;
                }

                if (call.Next is not null)
                {
                    call.Next.Previous = call.Previous;
                }

                call.Previous = call.Next = null;
            }
        }

        /// <summary>The calls whose deadline has passed; they remain listed until they are finished.</summary>
        public List<PendingCall> Take(long now)
        {
            var expired = new List<PendingCall>();
            lock (_gate)
            {
                for (var call = _head; call is not null; call = call.Next)
                {
                    if (call.Deadline <= now)
                    {
                        expired.Add(call);
                    }
                }
            }

            return expired;
        }
    }
}
