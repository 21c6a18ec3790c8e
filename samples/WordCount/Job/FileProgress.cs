namespace WordCount.Job;

/// <summary>What is known of a file while its chunks are counted. It counts as a whole or not at all.</summary>
internal sealed class FileProgress(TextFile file, int chunks)
{
    private readonly List<MapOutput> _outputs = new(chunks);
    private int _pending = chunks;

    public TextFile File => file;

    /// <summary>Why it will not count; null as long as it may.</summary>
    public string? Problem { get; private set; }

    public bool IsDone => _pending == 0;

    public IReadOnlyList<MapOutput> Outputs => _outputs;

    public void Add(MapOutput output)
    {
        _pending--;
        Problem ??= output.Problem;
        _outputs.Add(output);
    }

    /// <summary>A chunk need not be counted, because the file will not count.</summary>
    public void Omit() => _pending--;
}
