namespace Orleans.Runtime;

public interface IAsyncEnumerableRequest<T> : IRequest
{
    int MaxBatchSize { get; set; }

    IAsyncEnumerable<T> InvokeImplementation();
}
