namespace Orleans.Conformance.Scheduling;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Work(string arrived, string release);
}
