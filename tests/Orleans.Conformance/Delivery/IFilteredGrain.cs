namespace Orleans.Conformance.Delivery;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Say(string text);

    Task<List<string>> Trace();

    Task Fail();
}
