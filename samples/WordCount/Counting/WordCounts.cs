namespace WordCount.Counting;

/// <summary>Words and how often each occurs, side by side: what a map task hands to a reducer. Never changed once made, so shared.</summary>
[GenerateSerializer, Immutable]
internal sealed record WordCounts(string[] Words, long[] Counts);
