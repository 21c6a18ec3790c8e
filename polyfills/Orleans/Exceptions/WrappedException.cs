namespace Orleans.Runtime;

[GenerateSerializer]
public class WrappedException : OrleansException
{
    public WrappedException(string message)
        : base(message)
    {
    }

    [Id(0)]
    public string? OriginalExceptionType { get; set; }
}
