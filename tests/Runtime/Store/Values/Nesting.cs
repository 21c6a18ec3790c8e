namespace Orleans.Ray.Tests.Store.Values;

/// <summary>Does something while it is serialized, and while it is read.</summary>
internal sealed class Nesting(Action onWrite)
{
    [ThreadStatic]
    private static Action? _onRead;

    /// <summary>What reading one on this thread does.</summary>
    public static Action? OnRead
    {
        get => _onRead;
        set => _onRead = value;
    }

    public Action OnWrite => onWrite;
}
