namespace Orleans.Runtime;

/// <summary>Requests that wait for an activation, linked through the messages themselves. Used on its turns only.</summary>
internal struct MessageQueue
{
    private Message? _head;
    private Message? _tail;

    public int Count { get; private set; }

    /// <summary>How many of them might start while another request runs.</summary>
    public int InterleavableCount { get; private set; }

    public readonly Message? Head => _head;

    public void Enqueue(Message message)
    {
        message.Next = null;
        if (_tail is null)
        {
            _head = message;
        }
        else
        {
            _tail.Next = message;
        }

        _tail = message;
        Count++;
        if (MightInterleave(message))
        {
            InterleavableCount++;
        }
    }

    public void Remove(Message? previous, Message message)
    {
        if (previous is null)
        {
            _head = message.Next;
        }
        else
        {
            previous.Next = message.Next;
        }

        if (ReferenceEquals(_tail, message))
        {
            _tail = previous;
        }

        message.Next = null;
        Count--;
        if (MightInterleave(message))
        {
            InterleavableCount--;
        }
    }

    public List<Message> TakeAll()
    {
        var all = new List<Message>(Count);
        for (var message = _head; message is not null; message = message.Next)
        {
            all.Add(message);
        }

        foreach (var message in all)
        {
            message.Next = null;
        }

        this = default;
        return all;
    }

    private static bool MightInterleave(Message message) => message.IsAlwaysInterleave || message.IsReadOnly || message.RequestContext is not null;
}
