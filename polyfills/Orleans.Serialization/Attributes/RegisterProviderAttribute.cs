namespace Orleans;

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RegisterProviderAttribute : Attribute
{
    public RegisterProviderAttribute(string name, string kind, string target, Type type)
    {
        Name = name;
        Kind = kind;
        Target = target;
        Type = type;
    }

    public string Name { get; }

    public string Kind { get; }

    public string Target { get; }

    public Type Type { get; }
}
