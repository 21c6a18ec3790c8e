namespace Orleans.Polyfills.Surface;

/// <summary>The checked-in lists of signatures; the head of Orleans' says how they are written.</summary>
internal static class ListedSurface
{
    public static Dictionary<string, ListedType> Read(string file)
    {
        var types = new Dictionary<string, ListedType>(StringComparer.Ordinal);
        var ns = string.Empty;
        ListedType? current = null;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Surface", file)))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("namespace ", StringComparison.Ordinal))
            {
                ns = line["namespace ".Length..];
            }
            else if (line[0] == ' ')
            {
                current!.Add(line.Trim());
            }
            else
            {
                var type = new ListedType(ns, line);
                if (!types.TryGetValue(type.Key, out current))
                {
                    types.Add(type.Key, current = type);
                }
            }
        }

        return types;
    }
}
