using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>
/// All that is known of one grain interface method: read once, then shared by every call. Of a generic method there is one
/// for its definition, which proxies and the wire refer to, and one for each set of type arguments, which makes requests.
/// </summary>
internal sealed class MethodShape
{
    private readonly Lazy<Func<RequestBase>> _factory;
    private readonly ConcurrentDictionary<Type[], MethodShape>? _closed;

    private Type[]? _sentTypes;

    public MethodShape(MethodInfo method)
    {
        Method = method;
        if (method.IsGenericMethodDefinition)
        {
            _closed = new ConcurrentDictionary<Type[], MethodShape>(TypeListComparer.Instance);
        }

        TypeArguments = method is { IsGenericMethod: true, IsGenericMethodDefinition: false } ? method.GetGenericArguments() : [];
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

    public bool IsGenericDefinition => _closed is not null;

    /// <summary>Of a generic method with its type arguments; empty otherwise.</summary>
    public Type[] TypeArguments { get; }

    public Type InterfaceType { get; }

    public string InterfaceName { get; }

    public string ActivityName { get; }

    public bool IsExtension { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>The types of the arguments that are sent: all but the cancellation token.</summary>
    public Type[] SentTypes => _sentTypes ??= [.. Parameters.Where((_, index) => index != CancellationIndex).Select(parameter => parameter.ParameterType)];

    public MethodReturnKind Kind { get; }

    /// <summary>The T of Task&lt;T&gt; or IAsyncEnumerable&lt;T&gt;; null where nothing is returned.</summary>
    public Type? ResultType { get; }

    public InvokeMethodOptions Options { get; }

    public TimeSpan? ResponseTimeout { get; }

    public bool IsResultImmutable { get; }

    public int CancellationIndex { get; }

    /// <summary>Names the method on the wire: the same in every process that has the interface.</summary>
    public uint Id { get; }

    public RequestBase CreateRequest() => _factory.Value();

    public RequestBase CreateRequest(Type[] typeArguments) => Close(typeArguments).CreateRequest();

    public MethodShape Close(Type[] typeArguments) =>
        _closed!.TryGetValue(typeArguments, out var closed) ? closed : _closed.GetOrAdd(typeArguments, new MethodShape(Method.MakeGenericMethod(typeArguments)));

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

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        {
            return (MethodReturnKind.AsyncEnumerable, type.GetGenericArguments()[0]);
        }

        throw new NotSupportedException(
            $"Grain method {method.DeclaringType}.{method.Name} returns {type}: use Task, Task<T>, ValueTask, ValueTask<T>, IAsyncEnumerable<T> or void.");
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

        // Whatever the type arguments, the method is the same.
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        text.Append(method.Name).Append('`').Append(definition.GetGenericArguments().Length);
        foreach (var parameter in definition.GetParameters())
        {
            text.Append(',').Append(parameter.ParameterType);
        }

        return text.ToString();
    }
}
