namespace Orleans.Conformance.Storage;

public interface IProviderStateGrain : IGrainWithStringKey
{
    Task Set(int number);
}
