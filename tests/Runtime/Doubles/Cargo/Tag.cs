namespace Orleans.Ray.Tests.Doubles;

/// <summary>A struct with a reference.</summary>
[GenerateSerializer]
internal readonly record struct Tag<T>(ObjectRef<T>? Reference, int Number);
