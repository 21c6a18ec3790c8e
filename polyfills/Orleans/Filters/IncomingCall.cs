using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Orleans.Runtime;

/// <summary>One call on its way through the silo's incoming filters, then the grain's own, to the grain method.</summary>
internal sealed class IncomingCall(Message message, IGrainContext target, IIncomingGrainCallFilter[] filters) : IIncomingGrainCallContext
{
    private readonly RequestBase _request = message.Request!;
    private int _stage;
    private Response? _response;

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod => ImplementationMethods.Find(Grain.GetType(), InterfaceMethod);

    public IInvokable Request => _request;

    public object Grain => target.GrainInstance!;

    public GrainId? SourceId => message.SendingGrain.IsDefault ? null : message.SendingGrain;

    public GrainId TargetId => target.GrainId;

    public GrainInterfaceType InterfaceType => message.InterfaceType;

    public string InterfaceName => _request.GetInterfaceName();

    public string MethodName => _request.GetMethodName();

    public MethodInfo InterfaceMethod => _request.GetMethod();

    public object? Result
    {
        get => _response is { Exception: null } ? _response.Result : null;
        set => _response = Response.FromResult(value);
    }

    public Response? Response
    {
        get => _response;
        set => _response = value;
    }

    public async ValueTask<Response> RunAsync()
    {
        try
        {
            await Invoke();
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }

        return _response ?? Response.FromException(new InvalidOperationException("An incoming call filter neither called Invoke nor set a result."));
    }

    public async Task Invoke()
    {
        if (_stage < filters.Length)
        {
            await filters[_stage++].Invoke(this);
            return;
        }

        if (_stage == filters.Length)
        {
            _stage++;
            if (target.GrainInstance is IIncomingGrainCallFilter own)
            {
                await own.Invoke(this);
                return;
            }
        }

        _response = await _request.Invoke();
        if (_response.Exception is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }
}
