namespace Orleans.Runtime;

/// <summary>The grain that is asked for; the address too where one is registered or unregistered.</summary>
internal readonly record struct DirectoryRequest(GrainId GrainId, GrainAddress? Address, GrainAddress? Previous)
{
    public static DirectoryRequest For(GrainId grainId) => new(grainId, null, null);

    public static DirectoryRequest For(GrainAddress address, GrainAddress? previous = null) => new(address.GrainId, address, previous);
}
