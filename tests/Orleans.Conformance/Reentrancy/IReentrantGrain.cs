namespace Orleans.Conformance.Reentrancy;

public interface IReentrantGrain : IGrainWithStringKey
{
    Task Block(string started, string release);

    Task Pass();
}
