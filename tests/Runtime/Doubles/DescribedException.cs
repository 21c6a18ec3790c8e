namespace Orleans.Ray.Tests.Doubles;

/// <summary>A user's exception that Orleans can serialize.</summary>
[GenerateSerializer]
internal sealed class DescribedException(string message, int code) : Exception(message)
{
    [Id(0)]
    public int Code { get; } = code;
}
