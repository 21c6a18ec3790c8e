using WordCount.Counting;

namespace WordCount.Job;

/// <summary>The reduce side: adds up the counts of one partition.</summary>
[RayActor]
internal sealed partial class Reducer
{
    private readonly WordTable _words = new();

    public void Add(WordCounts counts) => _words.Add(counts);

    public ReducerSummary Summarize(int top) => new(_words.Total, _words.Counts.Count, WordFrequency.Top(_words.Frequencies(), top));
}
