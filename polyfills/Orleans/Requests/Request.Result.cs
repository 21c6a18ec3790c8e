namespace Orleans.Runtime;

[GenerateSerializer]
public abstract class Request<TResult> : RequestBase
{
    protected Request()
    {
    }

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeInner();
            return task.IsCompletedSuccessfully
                ? new ValueTask<Response>(Response.FromResult(task.Result))
                : TaskRequest<TResult>.CompleteAsync(task.AsTask());
        }
        catch (Exception exception)
        {
            return new ValueTask<Response>(Response.FromException(exception));
        }
    }

    protected abstract ValueTask<TResult> InvokeInner();
}
