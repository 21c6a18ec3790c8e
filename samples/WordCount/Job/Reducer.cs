using WordCount.Counting;

namespace WordCount.Job;

/// <summary>The reduce side: adds up the counts of one partition.</summary>
[RayActor]
internal sealed partial class Reducer
{
    private readonly WordTable _words = new();

    // A file counts as a whole or not at all: its words wait here until its last chunk has come.
    private readonly Dictionary<int, WordTable> _openFiles = [];

    public void Add(int file, WordCounts counts)
    {
        if (!_openFiles.TryGetValue(file, out var words))
        {
            _openFiles.Add(file, words = new WordTable());
        }

        words.Add(counts);
    }

    public void Keep(int file)
    {
        // An empty file has added nothing.
        if (_openFiles.Remove(file, out var words))
        {
            _words.Add(words);
        }
    }

    public void Drop(int file) => _openFiles.Remove(file);

    public ReducerSummary Summarize(int top) => new(_words.Total, _words.Counts.Count, WordFrequency.Top(_words.Frequencies(), top));
}
