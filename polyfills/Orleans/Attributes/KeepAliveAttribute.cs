namespace Orleans;

[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    void IGrainPropertiesProviderAttribute.Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties[WellKnownGrainTypeProperties.IdleDeactivationPeriod] = WellKnownGrainTypeProperties.IndefiniteIdleDeactivationPeriodValue;
}
