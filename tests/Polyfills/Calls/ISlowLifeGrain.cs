namespace Orleans.Polyfills.Calls;

public interface ISlowLifeGrain : IGrainWithStringKey
{
    Task Run(string ran, CancellationToken token);

    Task HoldDeactivation(string deactivating, string release);

    Task Deactivate();

    Task<int> Echo(int value);
}
