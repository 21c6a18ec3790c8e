using Orleans.Ray.Actors;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A table of named actors whose registrations wait while it is held.</summary>
internal sealed class SlowNames : IActorNames
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Namespace, string Name), ActorRow> _rows = [];
    private TaskCompletionSource? _held;

    /// <summary>Whether no name can be given back.</summary>
    public bool FailsToUnregister { get; set; }

    public void Hold()
    {
        lock (_lock)
        {
            _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Answer()
    {
        lock (_lock)
        {
            _held?.SetResult();
            _held = null;
        }
    }

    public async ValueTask<ActorRow> RegisterAsync(string @namespace, ActorRow row)
    {
        await Answered();
        lock (_lock)
        {
            return _rows.TryAdd((@namespace, row.Name), row) ? row : _rows[(@namespace, row.Name)];
        }
    }

    public ValueTask<ActorRow?> LookupAsync(string @namespace, string name)
    {
        lock (_lock)
        {
            return new(_rows.GetValueOrDefault((@namespace, name)));
        }
    }

    public ValueTask UnregisterAsync(string @namespace, string name, ActorId actorId)
    {
        if (FailsToUnregister)
        {
            throw new TimeoutException("The table does not answer.");
        }

        lock (_lock)
        {
            if (_rows.TryGetValue((@namespace, name), out var row) && row.ActorId == actorId)
            {
                _rows.Remove((@namespace, name));
            }
        }

        return default;
    }

    private Task Answered()
    {
        lock (_lock)
        {
            return _held?.Task ?? Task.CompletedTask;
        }
    }
}
