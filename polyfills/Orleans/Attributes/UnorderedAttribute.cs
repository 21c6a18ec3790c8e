namespace Orleans.Concurrency;

[AttributeUsage(AttributeTargets.Interface)]
[Obsolete("Message ordering is not guaranteed with or without this attribute.")]
public sealed class UnorderedAttribute : Attribute;
