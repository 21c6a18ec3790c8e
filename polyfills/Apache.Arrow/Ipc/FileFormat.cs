namespace Apache.Arrow.Ipc;

internal static class FileFormat
{
    public static ReadOnlySpan<byte> Magic => "ARROW1"u8;
}
