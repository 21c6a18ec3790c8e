namespace Orleans.Conformance.Lifetime;

public interface IPatientGrain : IGrainWithStringKey
{
    Task<Guid> Activation();
}
