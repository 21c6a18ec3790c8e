namespace Orleans.Concurrency;

[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    public MayInterleaveAttribute(string callbackMethodName) => CallbackMethodName = callbackMethodName;

    internal string CallbackMethodName { get; }

    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties[WellKnownGrainTypeProperties.MayInterleavePredicate] = CallbackMethodName;
}
