using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

internal sealed class ExceptionResponse : Response
{
    private Exception? _exception;

    public ExceptionResponse(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        _exception = exception;
    }

    public override object? Result
    {
        get
        {
            ExceptionDispatchInfo.Throw(_exception!);
            return null;
        }
        set => throw new InvalidOperationException($"Cannot set a result on {this}.");
    }

    public override Exception? Exception
    {
        get => _exception;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _exception = value;
        }
    }

    public override T GetResult<T>()
    {
        ExceptionDispatchInfo.Throw(_exception!);
        return default!;
    }

    public override void Dispose()
    {
    }

    public override string ToString() => _exception!.ToString();
}
