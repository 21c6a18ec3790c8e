namespace Orleans.Runtime;

internal static class WellKnownGrainTypes
{
    public static readonly GrainType Client = GrainType.Create("sys.client");
    public static readonly GrainType HostedClient = GrainType.Create("sys.client.hosted");

    public static bool IsSystemTarget(GrainType type) => type.Value.AsSpan().StartsWith("sys.svc."u8);

    public static bool IsClient(GrainType type) => type.Value.AsSpan().StartsWith("sys.client"u8);

    public static GrainId SystemTarget(string name, SiloAddress silo) => GrainId.Create("sys.svc." + name, silo.ToParsableString());

    public static SiloAddress SiloOf(GrainId systemTarget) => SiloAddress.FromUtf8String(systemTarget.Key.AsSpan());
}
