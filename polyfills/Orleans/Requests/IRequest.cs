namespace Orleans.Runtime;

public interface IRequest : IInvokable
{
    InvokeMethodOptions Options { get; }

    static string ToString(IRequest request)
    {
        var arguments = new object?[request.GetArgumentCount()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = request.GetArgument(i);
        }

        return $"[{request.GetInterfaceName()}][{request.GetTarget()}].{request.GetMethodName()}({string.Join(", ", arguments)})";
    }

    static string ToMethodCallString(IRequest request) => $"{request.GetInterfaceName()}.{request.GetMethodName()}()";

    void AddInvokeMethodOptions(InvokeMethodOptions options);
}
