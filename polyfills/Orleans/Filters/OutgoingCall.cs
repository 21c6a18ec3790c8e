using System.Reflection;

namespace Orleans.Runtime;

/// <summary>One call on its way through the outgoing filters, in their order, to the sender.</summary>
internal sealed class OutgoingCall<T>(CallRuntime runtime, GrainReference target, RequestBase request, IOutgoingGrainCallFilter[] filters) : IOutgoingGrainCallContext
{
    private readonly IGrainContext? _source = RuntimeContext.Current;
    private int _stage;
    private Response? _response;

    public IGrainContext? SourceContext => _source;

    public IInvokable Request => request;

    public object Grain => target;

    public GrainId? SourceId => _source?.GrainId ?? runtime.OutsideSender;

    public GrainId TargetId => target.GrainId;

    public GrainInterfaceType InterfaceType => target.InterfaceType;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public object? Result
    {
        get => _response is { Exception: null } ? _response.Result : null;
        set => _response = Response.FromResult((T)value!);
    }

    public Response? Response
    {
        get => _response;
        set => _response = value;
    }

    public async Task<T> RunAsync()
    {
        await Invoke();
        return _response is null
            ? throw new InvalidOperationException("An outgoing call filter neither called Invoke nor set a result.")
            : ReferenceEquals(_response, Response.Completed) ? default! : _response.GetResult<T>();
    }

    public async Task Invoke()
    {
        if (_stage < filters.Length)
        {
            await filters[_stage++].Invoke(this);
            return;
        }

        _response = Response.FromResult(await runtime.Send<T>(target, request));
    }
}
