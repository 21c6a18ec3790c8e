namespace Orleans;

/// <summary>Names a class whose methods OnSerializing, OnSerialized, OnDeserializing, OnDeserialized, OnCopying and OnCopied are called with the values.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SerializationCallbacksAttribute : Attribute
{
    public SerializationCallbacksAttribute(Type hookType) => HookType = hookType;

    public Type HookType { get; }
}
