namespace Apache.Arrow;

internal static class MetadataCopy
{
    /// <summary>Null where there is none: a schema or field without metadata says so with null.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        if (metadata is null)
        {
            return null;
        }

        var copy = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in metadata)
        {
            copy[key] = value;
        }

        return copy;
    }

    public static void Add(ref Dictionary<string, string> metadata, string key, string value)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new ArgumentNullException(nameof(key));
        }

        metadata ??= new Dictionary<string, string>(StringComparer.Ordinal);
        metadata[key] = value;
    }

    public static void Add(ref Dictionary<string, string> metadata, IEnumerable<KeyValuePair<string, string>> dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        foreach (var (key, value) in dictionary)
        {
            Add(ref metadata, key, value);
        }
    }
}
