namespace Orleans.Runtime;

[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException()
    {
    }

    internal ClientNotAvailableException(string message)
        : base(message)
    {
    }
}
