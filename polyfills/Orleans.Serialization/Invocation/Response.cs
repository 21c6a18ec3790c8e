namespace Orleans.Serialization.Invocation;

public abstract class Response : IDisposable
{
    public static Response Completed => CompletedResponse.Instance;

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromException(Exception exception) => new ExceptionResponse(exception);

    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    public virtual Type? GetSimpleResultType() => null;

    public abstract T GetResult<T>();

    public abstract void Dispose();
}
