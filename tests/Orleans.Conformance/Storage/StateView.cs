namespace Orleans.Conformance.Storage;

[GenerateSerializer]
public sealed record StateView([property: Id(0)] int Number, [property: Id(1)] bool Exists, [property: Id(2)] string? Etag);
