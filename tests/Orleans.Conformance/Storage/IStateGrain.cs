namespace Orleans.Conformance.Storage;

public interface IStateGrain : IGrainWithStringKey
{
    Task<StateView> View();

    Task Set(int number, bool write);

    Task SetOther(int number);

    Task<int> GetOther();

    Task Read();

    Task Clear();

    Task WriteMany(int count);

    Task End();
}
