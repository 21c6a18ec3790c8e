namespace Orleans.Runtime;

[GenerateSerializer]
public abstract class VoidRequest : RequestBase
{
    protected VoidRequest() => AddInvokeMethodOptions(InvokeMethodOptions.OneWay);

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            InvokeInner();
            return new ValueTask<Response>(Response.Completed);
        }
        catch (Exception exception)
        {
            return new ValueTask<Response>(Response.FromException(exception));
        }
    }

    protected abstract void InvokeInner();
}
