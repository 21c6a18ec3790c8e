using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Session;

/// <summary>The references and type names of one conversation. Not thread-safe.</summary>
public sealed class SerializerSession : IDisposable
{
    private bool _isPooled;

    internal SerializerSession(CodecProvider codecProvider)
    {
        CodecProvider = codecProvider;
        Writer = new WireWriter(this);
        Reader = new WireReader(this);
    }

    public CodecProvider CodecProvider { get; private set; }

    internal WriteTables Writing { get; } = new();

    internal ReadTables Reading { get; } = new();

    /// <summary>For the outermost value; a second writer on the same session gets one of its own.</summary>
    internal WireWriter Writer { get; }

    internal WireReader Reader { get; }

    public void PartialReset()
    {
        Writing.ResetObjects();
        Reading.ResetObjects();
    }

    public void Reset()
    {
        Writing.Reset();
        Reading.Reset();
    }

    public void Dispose()
    {
        if (_isPooled)
        {
            return;
        }

        Reset();
        if (Writer.IsActive)
        {
            Writer.End();
        }

        if (Reader.IsActive)
        {
            Reader.End();
        }

        _isPooled = true;
        SerializerSessionPool.Return(this);
    }

    internal void Take(CodecProvider codecProvider)
    {
        _isPooled = false;
        CodecProvider = codecProvider;
    }
}
