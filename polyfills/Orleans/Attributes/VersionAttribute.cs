using System.Globalization;

namespace Orleans.CodeGeneration;

[AttributeUsage(AttributeTargets.Interface)]
public sealed class VersionAttribute : Attribute, IGrainInterfacePropertiesProviderAttribute
{
    public VersionAttribute(ushort version) => Version = version;

    public ushort Version { get; }

    void IGrainInterfacePropertiesProviderAttribute.Populate(IServiceProvider services, Type interfaceType, Dictionary<string, string> properties) =>
        properties["version"] = Version.ToString(CultureInfo.InvariantCulture);
}
