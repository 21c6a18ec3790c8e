namespace Orleans;

[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class GenerateMethodSerializersAttribute : Attribute
{
    public GenerateMethodSerializersAttribute(Type proxyBase, bool isExtension = false)
    {
        ProxyBase = proxyBase;
        IsExtension = isExtension;
    }

    public Type ProxyBase { get; }

    public bool IsExtension { get; }
}
