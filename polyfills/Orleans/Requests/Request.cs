namespace Orleans.Runtime;

[GenerateSerializer]
public abstract class Request : RequestBase
{
    protected Request()
    {
    }

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var task = InvokeInner();
            if (task.IsCompletedSuccessfully)
            {
                task.GetAwaiter().GetResult();
                return new ValueTask<Response>(Response.Completed);
            }

            return TaskRequest.CompleteAsync(task.AsTask());
        }
        catch (Exception exception)
        {
            return new ValueTask<Response>(Response.FromException(exception));
        }
    }

    protected abstract ValueTask InvokeInner();
}
