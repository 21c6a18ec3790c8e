namespace Orleans;

[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute : Attribute, IGrainTypeProviderAttribute
{
    private readonly GrainType _grainType;

    public GrainTypeAttribute(string grainType) => _grainType = GrainType.Create(grainType);

    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}
