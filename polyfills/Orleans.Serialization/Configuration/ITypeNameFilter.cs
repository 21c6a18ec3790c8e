namespace Orleans.Serialization;

public interface ITypeNameFilter
{
    bool? IsTypeNameAllowed(string typeName, string assemblyName);
}
