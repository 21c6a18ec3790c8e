namespace Orleans;

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DefaultInvokableBaseTypeAttribute : Attribute
{
    public DefaultInvokableBaseTypeAttribute(Type returnType, Type invokableBaseType)
    {
        ReturnType = returnType;
        InvokableBaseType = invokableBaseType;
    }

    public Type ReturnType { get; }

    public Type InvokableBaseType { get; }

    public string? ProxyInvokeMethodName { get; init; }
}
