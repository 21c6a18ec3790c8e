namespace Orleans;

[AttributeUsage(AttributeTargets.Class)]
public sealed class InvokeMethodNameAttribute : Attribute
{
    public InvokeMethodNameAttribute(string invokeMethodName) => InvokeMethodName = invokeMethodName;

    public string InvokeMethodName { get; }
}
