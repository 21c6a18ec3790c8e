namespace Apache.Arrow.Ipc;

internal static class Malformed
{
    public static InvalidDataException Metadata(string what) => new($"The metadata of an Arrow message is malformed: {what}.");

    public static InvalidDataException Batch(string what) => new($"An Arrow record batch is malformed: {what}.");
}
