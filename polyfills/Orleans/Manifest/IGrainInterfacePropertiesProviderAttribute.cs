namespace Orleans.Metadata;

public interface IGrainInterfacePropertiesProviderAttribute
{
    void Populate(IServiceProvider services, Type interfaceType, Dictionary<string, string> properties);
}
