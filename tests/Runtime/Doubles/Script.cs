using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tells a streaming task what to do next, one command an item, and watches how far it runs ahead. Found by its id.</summary>
internal sealed class Script : IDisposable
{
    private static readonly ConcurrentDictionary<string, Script> Scripts = new(StringComparer.Ordinal);

    private readonly Channel<ScriptCommand> _commands = Channel.CreateUnbounded<ScriptCommand>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;
    private int _reads;
    private int _lead;

    public Script() => Scripts[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Items that the task has begun to make.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>How many items were unread, at most, when the task began to make another one.</summary>
    public int Lead => Volatile.Read(ref _lead);

    /// <summary>The task's code has run to its end.</summary>
    public Task Left => _left.Task;

    public static Script Find(string id) => Scripts[id];

    public void Give(ScriptCommand command) => _commands.Writer.TryWrite(command);

    /// <summary>A read is about to begin.</summary>
    public void Reads() => Interlocked.Increment(ref _reads);

    public ValueTask<ScriptCommand> NextAsync(CancellationToken cancellationToken)
    {
        var yielded = Volatile.Read(ref _started);
        Volatile.Write(ref _lead, Math.Max(_lead, yielded - Volatile.Read(ref _reads)));
        Volatile.Write(ref _started, yielded + 1);
        return _commands.Reader.ReadAsync(cancellationToken);
    }

    public void Leave() => _left.TrySetResult();

    public void Dispose() => Scripts.TryRemove(Id, out _);
}
