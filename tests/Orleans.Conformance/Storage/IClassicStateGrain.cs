namespace Orleans.Conformance.Storage;

public interface IClassicStateGrain : IGrainWithStringKey
{
    Task<int> Get();

    Task Set(int number);

    Task Clear();
}
