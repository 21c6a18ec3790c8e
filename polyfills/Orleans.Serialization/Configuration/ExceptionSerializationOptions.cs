namespace Orleans.Serialization;

public class ExceptionSerializationOptions
{
    public HashSet<string> SupportedNamespacePrefixes { get; } = new(["Microsoft", "System", "Azure"], StringComparer.Ordinal);

    public Func<Type, bool> SupportedExceptionTypeFilter { get; set; } = static _ => false;
}
