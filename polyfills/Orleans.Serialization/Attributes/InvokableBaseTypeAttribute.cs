namespace Orleans;

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class InvokableBaseTypeAttribute : Attribute
{
    public InvokableBaseTypeAttribute(Type proxyBaseClass, Type returnType, Type invokableBaseType)
    {
        ProxyBaseClass = proxyBaseClass;
        ReturnType = returnType;
        InvokableBaseType = invokableBaseType;
    }

    public Type ProxyBaseClass { get; }

    public Type ReturnType { get; }

    public Type InvokableBaseType { get; }

    public string? ProxyInvokeMethodName { get; init; }
}
