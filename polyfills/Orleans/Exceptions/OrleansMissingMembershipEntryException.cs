namespace Orleans.Runtime;

[GenerateSerializer]
public sealed class OrleansMissingMembershipEntryException : OrleansException
{
    public OrleansMissingMembershipEntryException()
    {
    }

    public OrleansMissingMembershipEntryException(string message)
        : base(message)
    {
    }

    public OrleansMissingMembershipEntryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
