using Orleans.Serialization.Configuration;

namespace Orleans.Serialization.TypeSystem;

/// <summary>Types by alias: those of the options, then those of all application parts, as of one state of the assembly catalog.</summary>
internal sealed class AliasIndex(TypeManifestOptions options)
{
    private Snapshot? _snapshot;

    public Type? Find(string alias)
    {
        if (options.WellKnownTypeAliases.TryGetValue(alias, out var type))
        {
            return type;
        }

        var version = AssemblyCatalog.Version;
        if (_snapshot is not { } snapshot || snapshot.Version != version)
        {
            _snapshot = snapshot = Take(version);
        }

        return snapshot.Types.GetValueOrDefault(alias);
    }

    private Snapshot Take(int version)
    {
        var types = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var parts in AssemblyCatalog.ApplicationParts().Concat(options.ExplicitAssemblies.Select(AssemblyCatalog.PartsOf)))
        {
            foreach (var (alias, type) in parts.Aliases)
            {
                types.TryAdd(alias, type);
            }
        }

        return new Snapshot(version, types);
    }

    private sealed record Snapshot(int Version, Dictionary<string, Type> Types);
}
