namespace Orleans.Runtime;

[GenerateSerializer]
public sealed class OrleansClusterConnectivityCheckFailedException : OrleansException
{
    public OrleansClusterConnectivityCheckFailedException()
    {
    }

    public OrleansClusterConnectivityCheckFailedException(string message)
        : base(message)
    {
    }

    public OrleansClusterConnectivityCheckFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
