namespace Orleans.Conformance.Scheduling;

public interface IUnlimitedWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Work(string arrived, string release);
}
