namespace Apache.Arrow.Ipc;

public interface IArrowArrayStream : IArrowReader, IDisposable
{
    Schema Schema { get; }
}
