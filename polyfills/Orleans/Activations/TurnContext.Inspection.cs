namespace Orleans.Runtime;

/// <content>Requests that run or wait for long. Times count from the first inspection that saw the request so.</content>
internal abstract partial class TurnContext
{
    private bool _isWatched;
    private Dictionary<Message, (bool IsRunning, long Since, bool IsLogged)>? _seen;

    /// <summary>Called by the monitor, from outside of the turns.</summary>
    public void Inspect() => Turns.Enqueue(new Action(InspectInTurn));

    /// <summary>One request has kept this context for longer than any may.</summary>
    public virtual void GiveUp(TimeSpan blocked)
    {
    }

    private void Watch()
    {
        if (!_isWatched)
        {
            _isWatched = true;
            Shared.Monitor.Watch(this);
        }
    }

    private void InspectInTurn()
    {
        _isWatched = _running.Count > 0 || _waiting.Count > 0;
        if (_isWatched)
        {
            var now = Shared.Time.GetTimestamp();
            var seen = new Dictionary<Message, (bool IsRunning, long Since, bool IsLogged)>();
            foreach (var message in _running.ToArray())
            {
                InspectRunning(message, now, seen);
            }

            var position = 0;
            for (var message = _waiting.Head; message is not null; message = message.Next)
            {
                InspectWaiting(message, ++position, now, seen);
            }

            _seen = seen;
        }
        else
        {
            _seen = null;
        }

        Shared.Monitor.OnInspected(this, _isWatched);
    }

    private void InspectRunning(Message message, long now, Dictionary<Message, (bool IsRunning, long Since, bool IsLogged)> seen)
    {
        var (since, logged) = SeenBefore(message, true, now);
        var running = Shared.Time.GetElapsedTime(since, now);
        if (running >= Shared.Monitor.Options.RequestProcessingWarningTime)
        {
            var text = $"{this} has been running {Describe(message)} for {running}; {_running.Count - 1} more requests run there and {_waiting.Count} wait.";
            Shared.Runtime.SendStatus(message, text);
            if (!logged)
            {
                logged = true;
                Shared.Monitor.LogRunning(message, running, text);
            }
        }

        seen[message] = (true, since, logged);
        if (running >= Shared.Monitor.Options.MaxRequestProcessingTime && !message.IsAlwaysInterleave)
        {
            GiveUp(running);
        }
    }

    private void InspectWaiting(Message message, int position, long now, Dictionary<Message, (bool IsRunning, long Since, bool IsLogged)> seen)
    {
        var (since, logged) = SeenBefore(message, false, now);
        var waiting = Shared.Time.GetElapsedTime(since, now);
        if (waiting >= Shared.Monitor.Options.RequestQueueDelayWarningTime)
        {
            var running = _running.Count == 0 ? "nothing" : string.Join(", ", _running.ToArray().Select(Describe));
            var text = $"{Describe(message)} has been waiting at {this} for {waiting}, as number {position} of {_waiting.Count}; running there: {running}.";
            Shared.Runtime.SendStatus(message, text);
            if (!logged)
            {
                logged = true;
                Shared.Monitor.LogWaiting(message, waiting, text);
            }
        }

        seen[message] = (false, since, logged);
    }

    private (long Since, bool IsLogged) SeenBefore(Message message, bool isRunning, long now) =>
        _seen is not null && _seen.TryGetValue(message, out var before) && before.IsRunning == isRunning ? (before.Since, before.IsLogged) : (now, false);

    private static string Describe(Message message) => $"{message.Request?.GetInterfaceName()}.{message.Request?.GetMethodName()} #{message.Id} of {message.SendingGrain}";
}
