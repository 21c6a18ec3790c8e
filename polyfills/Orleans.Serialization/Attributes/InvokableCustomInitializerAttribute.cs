namespace Orleans;

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class InvokableCustomInitializerAttribute : Attribute
{
    public InvokableCustomInitializerAttribute(string methodName) => MethodName = methodName;

    public InvokableCustomInitializerAttribute(string methodName, object methodArgumentValue)
    {
        MethodName = methodName;
        MethodArgumentValue = methodArgumentValue;
    }

    public string MethodName { get; }

    public int AttributeArgumentIndex { get; init; }

    public int AttributeArgumentName { get; init; }

    public object? MethodArgumentValue { get; }
}
