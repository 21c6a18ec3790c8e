namespace Orleans.GrainDirectory;

[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainDirectoryAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    public const string DEFAULT_GRAIN_DIRECTORY = "default";

    public GrainDirectoryAttribute()
        : this(DEFAULT_GRAIN_DIRECTORY)
    {
    }

    public GrainDirectoryAttribute(string grainDirectoryName) => GrainDirectoryName = grainDirectoryName;

    public string GrainDirectoryName { get; set; }

    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties[WellKnownGrainTypeProperties.GrainDirectory] = GrainDirectoryName;
}
