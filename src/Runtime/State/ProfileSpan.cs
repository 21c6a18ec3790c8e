using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>An event of the timeline that the program marks itself.</summary>
internal sealed class ProfileSpan : IDisposable
{
    private readonly TimelineEvent _event;
    private int _ended;

    private ProfileSpan(TimelineEvent marked) => _event = marked;

    public static ProfileSpan Begin(IExecutionScope scope, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new ProfileSpan(TimelineEvent.BeginMarked(scope.Node, name));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _event.Dispose();
        }
    }
}
