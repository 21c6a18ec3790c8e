namespace Orleans.Conformance.Storage;

public interface IConflictGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task Write();
}
