namespace Orleans.Ray.Tests.Streams;

/// <summary>What a stream must do, as a sequential program: a producer that may be so many items ahead, and a reader.</summary>
internal sealed class StreamModel(int limit)
{
    private readonly Queue<StreamStep> _commands = new();
    private bool _errorIsUnread;

    public int Yielded { get; private set; }

    public int Read { get; private set; }

    public bool IsRunning { get; private set; } = true;

    public bool IsDisposed { get; private set; }

    public bool IsExhausted { get; private set; }

    /// <summary>The error with which the stream broke off, or will.</summary>
    public string? Error { get; private set; }

    /// <summary>Items that the producer has begun to make: one more than it has yielded, unless it waits for its reader or has ended.</summary>
    public int Started { get; private set; } = 1;

    public bool IsReadable => Unread > 0 || !IsRunning;

    private int Unread => Yielded - Read;

    public void Command(StreamStep command)
    {
        _commands.Enqueue(command);
        Run();
    }

    /// <summary>The value of the next item; null for the end or for the error, which is then told.</summary>
    public (int? Value, string? Error) TakeNext()
    {
        if (Unread > 0)
        {
            var value = Read++;
            Run();
            return (value, null);
        }

        if (_errorIsUnread)
        {
            _errorIsUnread = false;
            return (null, Error);
        }

        IsExhausted = true;
        return (null, null);
    }

    public bool Cancel()
    {
        if (!IsRunning)
        {
            return false;
        }

        Yielded = Read;
        Break("cancelled");
        return true;
    }

    public void Dispose()
    {
        IsDisposed = true;
        IsRunning = false;
        Yielded = Read;
        _errorIsUnread = false;
    }

    private void Run()
    {
        while (IsRunning && Unread < limit)
        {
            // Everything that was yielded before has been counted, whether read or not.
            Started = Yielded + 1;
            if (!_commands.TryDequeue(out var command))
            {
                return;
            }

            switch (command)
            {
                case StreamStep.Yield:
                    Yielded++;
                    break;
                case StreamStep.Fail:
                    Break($"failed at {Yielded}");
                    break;
                default:
                    IsRunning = false;
                    break;
            }
        }
    }

    private void Break(string error)
    {
        IsRunning = false;
        Error = error;
        _errorIsUnread = true;
    }
}
