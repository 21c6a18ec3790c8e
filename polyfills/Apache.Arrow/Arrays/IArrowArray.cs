namespace Apache.Arrow;

public interface IArrowArray : IDisposable
{
    int Length { get; }

    int Offset { get; }

    int NullCount { get; }

    ArrayData Data { get; }

    bool IsNull(int index);

    bool IsValid(int index);

    void Accept(IArrowArrayVisitor visitor);
}
