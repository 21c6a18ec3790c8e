namespace Orleans.Runtime;

[GenerateSerializer]
public abstract class AsyncEnumerableRequest<T> : RequestBase, IAsyncEnumerable<T>, IAsyncEnumerableRequest<T>, IStreamRequest
{
    private GrainReference? _target;

    protected AsyncEnumerableRequest()
    {
    }

    [Id(0)]
    public int MaxBatchSize { get; set; } = 100;

    public sealed override ValueTask<Response> Invoke() => throw new NotSupportedException($"{GetMethodName()} is enumerated, not invoked.");

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new GrainAsyncEnumerator<T>(
        this,
        _target ?? throw new InvalidOperationException("This request is not bound to a grain."),
        cancellationToken);

    public IAsyncEnumerable<T> InitializeRequest(GrainReference targetGrainReference)
    {
        _target = targetGrainReference;
        return this;
    }

    public IAsyncEnumerable<T> InvokeImplementation() => InvokeInner();

    protected abstract IAsyncEnumerable<T> InvokeInner();
}
