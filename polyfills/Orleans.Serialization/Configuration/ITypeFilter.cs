namespace Orleans.Serialization;

public interface ITypeFilter
{
    bool? IsTypeAllowed(Type type);
}
