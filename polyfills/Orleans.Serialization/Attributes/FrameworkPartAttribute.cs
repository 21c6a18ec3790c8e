namespace Orleans;

[AttributeUsage(AttributeTargets.Assembly)]
public sealed class FrameworkPartAttribute : Attribute;
