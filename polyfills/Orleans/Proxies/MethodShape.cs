using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>All that is known of one grain interface method: read once, then shared by every call.</summary>
internal sealed class MethodShape
{
    private readonly Lazy<Func<RequestBase>> _factory;

    public MethodShape(MethodInfo method)
    {
        if (method.IsGenericMethodDefinition)
        {
            throw new NotSupportedException($"Grain method {method.DeclaringType}.{method.Name} is generic, which this engine does not support.");
        }

        Method = method;
        InterfaceType = method.DeclaringType!;
        InterfaceName = InterfaceType.FullName ?? InterfaceType.Name;
        ActivityName = $"{InterfaceType.Name}/{method.Name}";
        IsExtension = typeof(IGrainExtension).IsAssignableFrom(InterfaceType);
        Parameters = method.GetParameters();
        (Kind, ResultType) = Classify(method);
        Options = ReadOptions(method, Kind);
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        IsResultImmutable = method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), false);
        CancellationIndex = Array.FindIndex(Parameters, parameter => parameter.ParameterType == typeof(CancellationToken));
        Id = UniformHash.Compute(Encoding.UTF8.GetBytes(Signature(method)));
        _factory = new Lazy<Func<RequestBase>>(() => RequestEmitter.Emit(this));
    }

    public MethodInfo Method { get; }

    public Type InterfaceType { get; }

    public string InterfaceName { get; }

    public string ActivityName { get; }

    public bool IsExtension { get; }

    public ParameterInfo[] Parameters { get; }

    public MethodReturnKind Kind { get; }

    /// <summary>The T of Task&lt;T&gt;; null where nothing is returned.</summary>
    public Type? ResultType { get; }

    public InvokeMethodOptions Options { get; }

    public TimeSpan? ResponseTimeout { get; }

    public bool IsResultImmutable { get; }

    public int CancellationIndex { get; }

    /// <summary>Names the method on the wire: the same in every process that has the interface.</summary>
    public uint Id { get; }

    public RequestBase CreateRequest() => _factory.Value();

    private static (MethodReturnKind, Type?) Classify(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void))
        {
            return (MethodReturnKind.Void, null);
        }

        if (type == typeof(Task))
        {
            return (MethodReturnKind.Task, null);
        }

        if (type == typeof(ValueTask))
        {
            return (MethodReturnKind.ValueTask, null);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            return (MethodReturnKind.TaskOfResult, type.GetGenericArguments()[0]);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            return (MethodReturnKind.ValueTaskOfResult, type.GetGenericArguments()[0]);
        }

        throw new NotSupportedException(
            $"Grain method {method.DeclaringType}.{method.Name} returns {type}: use Task, Task<T>, ValueTask, ValueTask<T> or void.");
    }

    private static InvokeMethodOptions ReadOptions(MethodInfo method, MethodReturnKind kind)
    {
        var options = InvokeMethodOptions.None;
        if (kind == MethodReturnKind.Void || method.IsDefined(typeof(OneWayAttribute)))
        {
            options |= InvokeMethodOptions.OneWay;
        }

        if (method.IsDefined(typeof(ReadOnlyAttribute)))
        {
            options |= InvokeMethodOptions.ReadOnly;
        }

        if (method.IsDefined(typeof(AlwaysInterleaveAttribute)))
        {
            options |= InvokeMethodOptions.AlwaysInterleave;
        }

        return options;
    }

    private static string Signature(MethodInfo method)
    {
        var text = new StringBuilder(GrainInterfaceNames.Of(method.DeclaringType!).ToString()).Append('.');
        if (method.GetCustomAttribute<AliasAttribute>() is { } alias)
        {
            return text.Append(alias.Alias).ToString();
        }

        if (method.GetCustomAttribute<IdAttribute>() is { } id)
        {
            return text.Append(id.Id.ToString(CultureInfo.InvariantCulture)).ToString();
        }

        text.Append(method.Name).Append('`').Append(method.GetGenericArguments().Length);
        foreach (var parameter in method.GetParameters())
        {
            text.Append(',').Append(parameter.ParameterType);
        }

        return text.ToString();
    }
}
