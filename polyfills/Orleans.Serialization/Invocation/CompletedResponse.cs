namespace Orleans.Serialization.Invocation;

internal sealed class CompletedResponse : Response
{
    public static CompletedResponse Instance { get; } = new();

    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException("The completed response carries no result.");
    }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException("The completed response carries no exception.");
    }

    public override T GetResult<T>() => default!;

    public override void Dispose()
    {
    }
}
