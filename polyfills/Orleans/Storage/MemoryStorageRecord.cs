namespace Orleans.Storage;

[GenerateSerializer, Immutable]
internal sealed record MemoryStorageRecord([property: Id(0)] byte[] Data, [property: Id(1)] string Etag);
