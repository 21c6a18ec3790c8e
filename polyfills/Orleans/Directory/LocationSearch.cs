namespace Orleans.Runtime;

/// <summary>The one search for a grain that is under way, and the messages that wait for its result.</summary>
internal sealed class LocationSearch(GrainLocator locator, Message first) : IThreadPoolWorkItem
{
    private List<Message>? _others;

    public GrainId GrainId { get; } = first.TargetGrain;

    /// <summary>The message whose context and interface placement sees.</summary>
    public Message First => first;

    /// <summary>Under the lock of the searches that it is among.</summary>
    public void AddNeedsLock(Message message) => (_others ??= []).Add(message);

    /// <summary>In the order of arrival. After the search has been taken from among the others.</summary>
    public IEnumerable<Message> Messages => _others is null ? [first] : [first, .. _others];

    void IThreadPoolWorkItem.Execute() => locator.Run(this);
}
