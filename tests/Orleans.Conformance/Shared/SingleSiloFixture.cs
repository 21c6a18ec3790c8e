namespace Orleans.Conformance.Shared;

public class SingleSiloFixture : ClusterFixture
{
    protected override short SiloCount => 1;

    /// <summary>Calls from inside the silo: nothing is serialized.</summary>
    public IGrainFactory Local => FactoryOf(0);
}
