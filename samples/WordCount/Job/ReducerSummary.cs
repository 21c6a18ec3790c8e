using WordCount.Counting;

namespace WordCount.Job;

/// <summary>What a reducer has in the end.</summary>
/// <param name="Words">Words in all, repeats included.</param>
/// <param name="Distinct">Different words.</param>
/// <param name="Top">The most frequent ones.</param>
[GenerateSerializer, Immutable]
internal sealed record ReducerSummary(long Words, int Distinct, WordFrequency[] Top);
