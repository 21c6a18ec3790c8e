namespace Orleans.Ray.Store;

/// <summary>An open spill file.</summary>
internal interface ISpillStream : IDisposable
{
    long Length { get; }

    void Write(long offset, ReadOnlySpan<byte> source);

    /// <returns>How many bytes were read; fewer than asked for at the end of the file.</returns>
    int Read(long offset, Span<byte> target);
}
