namespace Orleans.Concurrency;

[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
