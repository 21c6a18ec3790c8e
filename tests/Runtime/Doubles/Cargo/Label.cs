namespace Orleans.Ray.Tests.Doubles;

/// <summary>A record with a reference and a handle.</summary>
[GenerateSerializer]
internal sealed record Label<T>(ObjectRef<T> Reference, ActorHandle<Counter> Handle);
