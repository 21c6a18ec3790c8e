namespace Orleans.Runtime;

internal static class SystemTargets
{
    /// <summary>A reference to the service that a silo offers under this interface.</summary>
    public static TInterface Get<TInterface>(IServiceProvider services, SiloAddress silo)
        where TInterface : ISystemTarget =>
        Get<TInterface>(services, silo, NameOf<TInterface>());

    /// <summary>Where a silo offers several under one interface: the one of this name.</summary>
    public static TInterface Get<TInterface>(IServiceProvider services, SiloAddress silo, string name)
        where TInterface : ISystemTarget =>
        (TInterface)(object)services.GetRequiredService<GrainReferences>().Create(WellKnownGrainTypes.SystemTarget(name, silo), typeof(TInterface));

    public static void Add<TInterface>(this Catalog catalog, SiloAddress silo, TInterface instance, string? name = null)
        where TInterface : ISystemTarget =>
        catalog.AddSystemTarget(name ?? NameOf<TInterface>(), silo, instance);

    private static string NameOf<TInterface>() => typeof(TInterface).Name;
}
