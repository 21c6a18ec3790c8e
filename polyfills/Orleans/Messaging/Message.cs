namespace Orleans.Runtime;

/// <summary>One request, response or cancellation, inside a silo or on its way between processes.</summary>
internal sealed class Message
{
    public MessageDirection Direction;
    public InvokeMethodOptions Options;
    public byte ForwardCount;
    public byte Redeliveries;

    /// <summary>Unique among the requests of the sender; a response repeats the id of its request.</summary>
    public long Id;

    public GrainId TargetGrain;
    public GrainId SendingGrain;
    public SiloAddress? TargetSilo;
    public SiloAddress? SendingSilo;
    public GrainInterfaceType InterfaceType;
    public Dictionary<string, object>? RequestContext;

    /// <summary>Milliseconds left when the message was made; zero for no limit.</summary>
    public int TimeToLive;

    /// <summary>A directory entry that the sender should forget: it led the request astray.</summary>
    public GrainAddress? StaleAddress;

    /// <summary>The request object; null while it is still bytes in <see cref="Body"/>.</summary>
    public RequestBase? Request;

    /// <summary>The waiting caller, where that is in this silo.</summary>
    public PendingCall? Call;

    /// <summary>What is still to be read. On arrival this is memory of the connection, valid while the frame is being handled.</summary>
    public ReadOnlyMemory<byte> Body;

    /// <summary>When it was made here or came in: the limit above counts from then.</summary>
    public long ReceivedAt;

    /// <summary>The next message in the queue of an activation.</summary>
    public Message? Next;

    public bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    public bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    public Guid ReentrancyId => RequestContext is not null && RequestContext.TryGetValue(Runtime.RequestContext.ReentrancyKey, out var id) ? (Guid)id : Guid.Empty;

    public bool IsLocalTick => Request is TimerTick;

    /// <summary>Called by whoever keeps the message for longer than the frame is there.</summary>
    public void KeepBody() => Body = Body.IsEmpty ? default : Body.ToArray();

    /// <summary>
    /// True where this cancels that request. Ids are a process's own, and a grain may call from several: so the silo counts
    /// too, except that a client's id says all, and its requests may come through several gateways.
    /// </summary>
    public bool IsCancelOf(Message request) =>
        request.Id == Id
        && request.Direction == MessageDirection.Request
        && request.SendingGrain.Equals(SendingGrain)
        && (Equals(request.SendingSilo, SendingSilo) || WellKnownGrainTypes.IsClient(SendingGrain.Type));

    public override string ToString() =>
        $"{Direction} #{Id} {SendingSilo}/{SendingGrain} -> {TargetSilo}/{TargetGrain} {Request?.GetInterfaceName() ?? InterfaceType.ToString()}.{Request?.GetMethodName()}";
}
