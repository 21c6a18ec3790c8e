namespace Orleans.Runtime;

[GenerateSerializer]
public abstract class TaskRequest : RequestBase
{
    protected TaskRequest()
    {
    }

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeInner();
            return task.IsCompletedSuccessfully ? new ValueTask<Response>(Response.Completed) : CompleteAsync(task);
        }
        catch (Exception exception)
        {
            return new ValueTask<Response>(Response.FromException(exception));
        }
    }

    internal static async ValueTask<Response> CompleteAsync(Task task)
    {
        try
        {
            await task;
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    protected abstract Task InvokeInner();
}
