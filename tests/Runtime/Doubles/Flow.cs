namespace Orleans.Ray.Tests.Doubles;

/// <summary>A producer of any kind that counts up through a gate, and the stream of what it yields.</summary>
internal sealed class Flow : IAsyncDisposable
{
    private readonly Departure _departure = new();
    private readonly ActorHandle? _actor;

    public Flow(Producer producer, int end)
    {
        switch (producer)
        {
            case Producer.AsyncTask:
                Items = Flows.Remote.Pass(Gate.Id, end, _departure.Id);
                break;
            case Producer.BlockingTask:
                Items = Flows.Remote.PassBlocking(Gate.Id, end, _departure.Id);
                break;
            case Producer.AsyncActor:
                var turns = AsyncFlowActor.Remote.Create();
                (_actor, Items) = (turns, turns.Pass(Gate.Id, end, _departure.Id));
                break;
            default:
                var threads = FlowActor.Remote.Create(new ActorOptions { MaxConcurrency = producer == Producer.Actor ? 1 : 3 });
                (_actor, Items) = (threads, threads.Pass(Gate.Id, end, _departure.Id));
                break;
        }
    }

    public Gate Gate { get; } = new();

    public ObjectRefStream<int> Items { get; }

    public ActorHandle Actor => _actor!;

    /// <summary>The producer's code has run its <c>finally</c> blocks.</summary>
    public Task Left => _departure.Disposed;

    public static ObjectRefStream<int> Failing(Producer producer, int after, string message) => producer switch
    {
        Producer.AsyncTask => Flows.Remote.Fail(after, message),
        Producer.BlockingTask => Flows.Remote.FailBlocking(after, message),
        Producer.AsyncActor => AsyncFlowActor.Remote.Create().Fail(after, message),
        _ => FlowActor.Remote.Create(new ActorOptions { MaxConcurrency = producer == Producer.Actor ? 1 : 3 }).Fail(after, message),
    };

    public async ValueTask DisposeAsync()
    {
        await Items.DisposeAsync();
        Gate.Dispose();
        await (_actor?.DisposeAsync() ?? default);
        _departure.Dispose();
    }
}
