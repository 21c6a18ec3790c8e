namespace Orleans;

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ApplicationPartAttribute : Attribute
{
    public ApplicationPartAttribute(string assemblyName) => AssemblyName = assemblyName;

    public string AssemblyName { get; }
}
