namespace Orleans.Serialization.TypeSystem;

/// <summary>The outcome of the last look-up by run-time type; replaced as a whole, never changed.</summary>
internal sealed record CachedByType<TValue>(Type Type, TValue Value);
