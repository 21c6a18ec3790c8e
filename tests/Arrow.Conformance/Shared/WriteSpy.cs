namespace Arrow.Conformance.Shared;

/// <summary>Notes the lengths of writes that hand over a part of one array itself. Cannot seek.</summary>
internal sealed class WriteSpy(byte[] watched) : Stream
{
    public List<int> WritesOfTheArray { get; } = [];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (watched.AsSpan().Overlaps(buffer))
        {
            WritesOfTheArray.Add(buffer.Length);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
