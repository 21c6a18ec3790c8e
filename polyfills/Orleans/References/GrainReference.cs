using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime;

public class GrainReference : IAddressable, IEquatable<GrainReference>, ISpanFormattable
{
    private readonly IdSpan _key;

    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        Shared = shared;
        _key = key;
    }

    public GrainId GrainId => new(Shared.GrainType, _key);

    public GrainInterfaceType InterfaceType => Shared.InterfaceType;

    public ushort InterfaceVersion => Shared.InterfaceVersion;

    public virtual string InterfaceName => InterfaceType.ToString();

    internal GrainReferenceShared Shared { get; }

    protected CopyContextPool CopyContextPool => Shared.CopyContextPool;

    protected CodecProvider CodecProvider => Shared.CodecProvider;

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable =>
        this is TGrainInterface self ? self : (TGrainInterface)Shared.Runtime.Cast(this, typeof(TGrainInterface));

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}{(InterfaceType.IsDefault ? string.Empty : $":{InterfaceType}")}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToString()}", out charsWritten);

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    protected TInvokable GetInvokable<TInvokable>() => ActivatorUtilities.GetServiceOrCreateInstance<TInvokable>(Shared.ServiceProvider);

    protected ValueTask<T?> InvokeAsync<T>(IRequest methodDescription) => Shared.Runtime.InvokeMethodAsync<T>(this, methodDescription, methodDescription.Options);

    protected ValueTask InvokeAsync(IRequest methodDescription) => Shared.Runtime.InvokeMethodAsync(this, methodDescription, methodDescription.Options);

    protected void Invoke(IRequest methodDescription) => Shared.Runtime.InvokeMethod(this, methodDescription, methodDescription.Options);

    /// <summary>What emitted proxies call for methods that return a task: one object less than through a value task.</summary>
    internal Task<T> InvokeTask<T>(RequestBase request) => Calls.InvokeTask<T>(this, request);

    internal Task InvokePlainTask(RequestBase request) => Calls.InvokeTask<object?>(this, request);

    internal ValueTask<T> InvokeValueTask<T>(RequestBase request) => new(Calls.InvokeTask<T>(this, request));

    internal ValueTask InvokePlainValueTask(RequestBase request) => new(Calls.InvokeTask<object?>(this, request));

    internal IAsyncEnumerable<T> InvokeStream<T>(RequestBase request) => ((AsyncEnumerableRequest<T>)request).InitializeRequest(this);

    internal void InvokeOneWay(RequestBase request) => Calls.InvokeMethod(this, request, request.Options);

    internal CopyContext StartCopying() => Shared.CopyContextPool.GetContext();

    private CallRuntime Calls => (CallRuntime)Shared.Runtime;
}
