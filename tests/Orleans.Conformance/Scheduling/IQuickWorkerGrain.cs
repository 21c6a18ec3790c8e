namespace Orleans.Conformance.Scheduling;

public interface IQuickWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Who();

    Task<Guid> Work(string arrived, string release, string ended);

    Task<int> Cancellable(string started, string cancelled, CancellationToken token);

    Task Deactivate();
}
