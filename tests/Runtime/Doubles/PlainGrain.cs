namespace Orleans.Ray.Tests.Doubles;

/// <summary>Uses the node that it finds around it.</summary>
internal sealed class PlainGrain : Grain, IPlainGrain
{
    private readonly NodeId _atConstruction = Ray.Nodes().Single().Id;

    public Task<NodeId> NodeAsync() => Task.FromResult(_atConstruction == Ray.Nodes().Single().Id ? _atConstruction : default);

    public Task<string> NamespaceOfStaticAsync() => Task.FromResult(RayContext.Current.Namespace);
}
