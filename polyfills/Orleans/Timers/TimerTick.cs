using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The request by which a grain timer runs its callback as a turn of the grain; never leaves the silo.</summary>
internal sealed class TimerTick(GrainTimer timer) : RequestBase
{
    private static readonly MethodInfo CallbackMethod = typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!;

    public bool KeepsAlive => timer.KeepsAlive;

    public override bool IsCancellable => false;

    public override object GetTarget() => timer;

    public override ValueTask<Response> Invoke() => timer.TickAsync();

    public override string GetMethodName() => CallbackMethod.Name;

    public override string GetInterfaceName() => typeof(IGrainTimerInvoker).FullName!;

    public override string GetActivityName() => $"{nameof(IGrainTimerInvoker)}/{CallbackMethod.Name}";

    public override MethodInfo GetMethod() => CallbackMethod;

    public override Type GetInterfaceType() => typeof(IGrainTimerInvoker);

    public override TimeSpan? GetDefaultResponseTimeout() => null;
}
