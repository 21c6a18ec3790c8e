namespace Orleans;

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GenerateCodeForDeclaringAssemblyAttribute : Attribute
{
    public GenerateCodeForDeclaringAssemblyAttribute(Type type) => Type = type;

    public Type Type { get; }
}
