using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Invocation;

public sealed class Response<TResult> : Response
{
    private TResult? _result;

    public TResult? TypedResult
    {
        get => _result;
        set => _result = value;
    }

    public override object? Result
    {
        get => _result;
        set => _result = (TResult?)value;
    }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"Cannot set an exception on a response that holds a {typeof(TResult)}.");
    }

    public override Type GetSimpleResultType() => typeof(TResult);

    public override T GetResult<T>()
    {
        if (typeof(TResult) == typeof(T) && typeof(T).IsValueType)
        {
            return Unsafe.As<TResult, T>(ref _result!);
        }

        return (T)(object?)_result!;
    }

    public override void Dispose()
    {
    }

    public override string ToString() => _result?.ToString() ?? "null";
}
