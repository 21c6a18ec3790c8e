using Orleans.Core.Internal;

namespace Orleans.Runtime;

public static class RequestContext
{
    /// <summary>The entry that carries the call chain's reentrancy id between silos; hidden from the user's view.</summary>
    internal const string ReentrancyKey = "#orleans.reentrancy";

    // Values are never changed in place: a flow that has captured one must not see another flow's writes.
    private static readonly AsyncLocal<Dictionary<string, object>?> Ambient = new();

    public static Guid ReentrancyId
    {
        get => Ambient.Value is { } values && values.TryGetValue(ReentrancyKey, out var id) ? (Guid)id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(ReentrancyKey);
            }
            else
            {
                Set(ReentrancyKey, value);
            }
        }
    }

    public static IEnumerable<string> Keys => Entries.Select(entry => entry.Key);

    public static IEnumerable<KeyValuePair<string, object>> Entries => Ambient.Value is { } values ? values.Where(entry => entry.Key != ReentrancyKey) : [];

    internal static Dictionary<string, object>? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        var id = original == Guid.Empty ? Guid.NewGuid() : original;
        ReentrancyId = id;
        return new ReentrancySection(original, id);
    }

    public static ReentrancySection SuppressCallChainReentrancy()
    {
        var original = ReentrancyId;
        ReentrancyId = Guid.Empty;
        return new ReentrancySection(original, Guid.Empty);
    }

    public static object? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Ambient.Value is { } values && values.TryGetValue(key, out var value) ? value : null;
    }

    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Ambient.Value = Ambient.Value is { } values ? new Dictionary<string, object>(values) { [key] = value } : new Dictionary<string, object> { [key] = value };
    }

    public static bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Ambient.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var copy = new Dictionary<string, object>(values);
        copy.Remove(key);
        Ambient.Value = copy.Count == 0 ? null : copy;
        return true;
    }

    public static void Clear()
    {
        if (Ambient.Value is not null)
        {
            Ambient.Value = null;
        }
    }

    internal static Dictionary<string, object>? CopyOfCurrent() => Ambient.Value is { } values ? new Dictionary<string, object>(values) : null;

    /// <summary>While it is open, calls of the same chain may enter the activation that opened it.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            if (newReentrancyId != Guid.Empty && RuntimeContext.Current is ICallChainReentrantGrainContext context)
            {
                context.OnEnterReentrantSection(newReentrancyId);
            }
        }

        public void Dispose()
        {
            if (_current != Guid.Empty && RuntimeContext.Current is ICallChainReentrantGrainContext context)
            {
                context.OnExitReentrantSection(_current);
            }

            ReentrancyId = _original;
        }
    }
}
