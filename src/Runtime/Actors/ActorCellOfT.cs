using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>An actor of a known class.</summary>
internal sealed class ActorCell<TActor>(IExecutionScope scope, ActorId id, ActorDescriptor descriptor, ActorOptions options)
    : ActorCell(scope, id, descriptor, options)
    where TActor : class
{
    private TActor? _instance;

    /// <summary>The instance; calls run only after it was set.</summary>
    public TActor Instance => _instance!;

    public void SetInstance(TActor instance)
    {
        _instance = instance;
        OnConstructed();
    }

    protected override async ValueTask DisposeInstanceAsync()
    {
        switch (_instance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
