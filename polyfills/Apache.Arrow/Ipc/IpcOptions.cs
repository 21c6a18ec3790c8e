namespace Apache.Arrow.Ipc;

public class IpcOptions
{
    /// <summary>Whether messages lack the marker that they begin with since version 0.15 of the format.</summary>
    public bool WriteLegacyIpcFormat { get; set; }
}
