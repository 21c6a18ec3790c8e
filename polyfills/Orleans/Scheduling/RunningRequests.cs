namespace Orleans.Runtime;

/// <summary>The requests that run on an activation, oldest first. Mostly there is one, which needs no list.</summary>
internal struct RunningRequests
{
    private const int MaxKeptCapacity = 64;

    private Message? _first;
    private List<Message>? _others;

    public readonly int Count => _first is null ? 0 : 1 + (_others?.Count ?? 0);

    public readonly Message this[int index] => index == 0 ? _first! : _others![index - 1];

    public void Add(Message message)
    {
        if (_first is null)
        {
            _first = message;
        }
        else
        {
            (_others ??= []).Add(message);
        }
    }

    public bool Remove(Message message)
    {
        if (!ReferenceEquals(_first, message))
        {
            return _others is not null && _others.Remove(message);
        }

        _first = null;
        if (_others is { Count: > 0 })
        {
            _first = _others[0];
            _others.RemoveAt(0);
            if (_others.Count == 0 && _others.Capacity > MaxKeptCapacity)
            {
                _others = null;
            }
        }

        return true;
    }

    public readonly Message[] ToArray()
    {
        var messages = new Message[Count];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = this[i];
        }

        return messages;
    }
}
