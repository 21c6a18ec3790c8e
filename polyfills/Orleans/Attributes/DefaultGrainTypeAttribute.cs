namespace Orleans.Metadata;

[AttributeUsage(AttributeTargets.Interface)]
public sealed class DefaultGrainTypeAttribute : Attribute, IGrainInterfacePropertiesProviderAttribute
{
    internal const string PropertyKey = "default-grain-type";

    private readonly string _grainType;

    public DefaultGrainTypeAttribute(string grainType) => _grainType = grainType;

    void IGrainInterfacePropertiesProviderAttribute.Populate(IServiceProvider services, Type interfaceType, Dictionary<string, string> properties) => properties[PropertyKey] = _grainType;
}
