namespace Orleans.Runtime;

internal static class SystemTargets
{
    /// <summary>A reference to the service that a silo offers under this interface.</summary>
    public static TInterface Get<TInterface>(IServiceProvider services, SiloAddress silo)
        where TInterface : ISystemTarget =>
        (TInterface)(object)services.GetRequiredService<GrainReferences>().Create(WellKnownGrainTypes.SystemTarget(NameOf<TInterface>(), silo), typeof(TInterface));

    public static void Add<TInterface>(this Catalog catalog, SiloAddress silo, TInterface instance)
        where TInterface : ISystemTarget =>
        catalog.AddSystemTarget(NameOf<TInterface>(), silo, instance);

    private static string NameOf<TInterface>() => typeof(TInterface).Name;
}
