using WordCount.Counting;

namespace WordCount.Job;

/// <summary>What a map task leaves: an object for each partition, or the reason why the chunk could not be counted.</summary>
[GenerateSerializer, Immutable]
internal sealed record MapOutput(ObjectRef<WordCounts>[] Partitions, long Bytes, string? Problem);
