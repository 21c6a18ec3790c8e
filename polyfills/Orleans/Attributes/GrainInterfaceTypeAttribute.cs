namespace Orleans.Runtime;

[AttributeUsage(AttributeTargets.Interface)]
public sealed class GrainInterfaceTypeAttribute : Attribute, IGrainInterfaceTypeProviderAttribute
{
    private readonly GrainInterfaceType _type;

    public GrainInterfaceTypeAttribute(string value) => _type = GrainInterfaceType.Create(value);

    public GrainInterfaceType GetGrainInterfaceType(IServiceProvider services, Type type) => _type;
}
