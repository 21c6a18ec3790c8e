namespace Orleans;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class CompoundTypeAliasAttribute : Attribute
{
    public CompoundTypeAliasAttribute(params object[] components) => Components = components;

    public object[] Components { get; }
}
