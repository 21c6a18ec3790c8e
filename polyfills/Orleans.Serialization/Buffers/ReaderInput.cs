namespace Orleans.Serialization.Buffers;

/// <summary>Marks a reader of a stream.</summary>
public abstract class ReaderInput
{
    private protected ReaderInput()
    {
    }
}
