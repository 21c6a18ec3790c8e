namespace Orleans.Runtime;

[GenerateSerializer]
public abstract class TaskRequest<TResult> : RequestBase
{
    protected TaskRequest()
    {
    }

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeInner();
            return task.IsCompletedSuccessfully ? new ValueTask<Response>(Response.FromResult(task.Result)) : CompleteAsync(task);
        }
        catch (Exception exception)
        {
            return new ValueTask<Response>(Response.FromException(exception));
        }
    }

    internal static async ValueTask<Response> CompleteAsync(Task<TResult> task)
    {
        try
        {
            return Response.FromResult(await task);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    protected abstract Task<TResult> InvokeInner();
}
