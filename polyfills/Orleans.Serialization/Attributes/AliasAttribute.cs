namespace Orleans;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class AliasAttribute : Attribute
{
    public AliasAttribute(string alias)
    {
        ArgumentNullException.ThrowIfNull(alias);
        Alias = alias;
    }

    public string Alias { get; }
}
