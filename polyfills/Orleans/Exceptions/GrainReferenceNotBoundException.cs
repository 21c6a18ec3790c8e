namespace Orleans.Runtime;

[GenerateSerializer]
public sealed class GrainReferenceNotBoundException : OrleansException
{
    internal GrainReferenceNotBoundException()
    {
    }

    internal GrainReferenceNotBoundException(string message)
        : base(message)
    {
    }
}
