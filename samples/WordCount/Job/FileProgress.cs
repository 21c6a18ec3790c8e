namespace WordCount.Job;

/// <summary>What is known of a file while its chunks are counted. It counts as a whole or not at all.</summary>
internal sealed class FileProgress(int id, TextFile file, int chunks)
{
    private int _pending = chunks;

    /// <summary>Its number in this job.</summary>
    public int Id => id;

    public TextFile File => file;

    /// <summary>Bytes of the chunks that were counted.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why it will not count; null as long as it may.</summary>
    public string? Problem { get; private set; }

    public bool IsDone => _pending == 0;

    public void Add(MapOutput output)
    {
        _pending--;
        Bytes += output.Bytes;
        Problem ??= output.Problem;
    }

    /// <summary>A chunk need not be counted, because the file will not count.</summary>
    public void Omit() => _pending--;
}
