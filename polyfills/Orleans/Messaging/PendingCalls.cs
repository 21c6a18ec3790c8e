using System.Runtime.CompilerServices;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// The calls in flight of one process. All are in lists that a timer sweeps each second for expired ones; those that left
/// the process can also be found by id. There are several of both, so that callers do not meet at one lock.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private const int ShardBits = 4;
    private const int ShardCount = 1 << ShardBits;
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly Shard[] _shards = new Shard[ShardCount];
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
        for (var i = 0; i < ShardCount; i++)
        {
            _shards[i] = new Shard();
        }

        _sweeper = time.CreateTimer(static state => ((PendingCalls)state!).Sweep(), this, SweepPeriod, SweepPeriod);
    }

    public bool WaitForCancellationAcknowledgement => _options.WaitForCancellationAcknowledgement;

    public void Add(PendingCall call, TimeSpan timeout)
    {
        var now = _time.GetTimestamp();
        var patience = timeout.TotalSeconds * _time.TimestampFrequency;
        call.Deadline = timeout == Timeout.InfiniteTimeSpan || patience >= long.MaxValue - now ? long.MaxValue : now + (long)patience;
        ShardOf(call.Message.Id).Add(call);
    }

    public void TrackById(PendingCall call, SiloAddress? target)
    {
        call.RemoteTarget = target;
        ShardOf(call.Message.Id).Track(call);
    }

    public PendingCall? Find(long id) => ShardOf(id).Find(id);

    public void Remove(PendingCall call) => ShardOf(call.Message.Id).Remove(call);

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
        foreach (var shard in _shards)
        {
            foreach (var call in shard.Take(long.MaxValue))
            {
                if (silo.Equals(call.RemoteTarget))
                {
                    call.Fail(exception(call.Message));
                }
            }
        }
    }

    public void FailAll(Func<Message, Exception> exception)
    {
        foreach (var shard in _shards)
        {
            foreach (var call in shard.Take(long.MaxValue))
            {
                call.Fail(exception(call.Message));
            }
        }
    }

    /// <summary>The requests whose callers wait now.</summary>
    public IEnumerable<Message> GetRequests() => _shards.SelectMany(static shard => shard.Take(long.MaxValue)).Select(static call => call.Message);

    public void Dispose() => _sweeper.Dispose();

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var shard in _shards)
        {
            foreach (var call in shard.Take(now))
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

    private Shard ShardOf(long id) => _shards[id & (ShardCount - 1)];

    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private PendingCall? _head;

        // Chains of calls, by the bits of the id that did not choose the shard.
        private PendingCall?[] _buckets = new PendingCall?[16];
        private int _trackedCount;

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

        public void Track(PendingCall call)
        {
            lock (_gate)
            {
                // One that is no longer listed has been finished and removed; one that is tracked is on its way for a second time.
                if (!call.IsListed || call.IsTrackedById)
                {
                    return;
                }

                if (_trackedCount >= 2 * _buckets.Length)
                {
                    Grow();
                }

                call.IsTrackedById = true;
                _trackedCount++;
                Link(call);
            }
        }

        public PendingCall? Find(long id)
        {
            lock (_gate)
            {
                var call = BucketOf(id);
                while (call is not null && call.Message.Id != id)
                {
                    call = call.NextInBucket;
                }

                return call;
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
                if (call.IsTrackedById)
                {
                    Unlink(call);
                }
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

        private ref PendingCall? BucketOf(long id) => ref _buckets[(id >> ShardBits) & (_buckets.Length - 1)];

        private void Link(PendingCall call)
        {
            ref var bucket = ref BucketOf(call.Message.Id);
            call.NextInBucket = bucket;
            bucket = call;
        }

        private void Unlink(PendingCall call)
        {
            call.IsTrackedById = false;
            _trackedCount--;
            ref var bucket = ref BucketOf(call.Message.Id);
            if (ReferenceEquals(bucket, call))
            {
                bucket = call.NextInBucket;
            }
            else
            {
                var previous = bucket!;
                while (!ReferenceEquals(previous.NextInBucket, call))
                {
                    previous = previous.NextInBucket!;
                }

                previous.NextInBucket = call.NextInBucket;
            }

            call.NextInBucket = null;
        }

        private void Grow()
        {
            _buckets = new PendingCall?[2 * _buckets.Length];
            for (var call = _head; call is not null; call = call.Next)
            {
                if (call.IsTrackedById)
                {
                    Link(call);
                }
            }
        }
    }
}
