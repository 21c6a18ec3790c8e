namespace Orleans.Conformance.Lifetime;

[CollectionAgeLimit(Hours = 1)]
public sealed class PatientGrain : Grain, IPatientGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public Task<Guid> Activation() => Task.FromResult(_id);
}
