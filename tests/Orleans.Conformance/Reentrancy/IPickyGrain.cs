namespace Orleans.Conformance.Reentrancy;

public interface IPickyGrain : IGrainWithStringKey
{
    Task Open(string word);

    Task Block(string started, string release);

    Task Pass(string word);
}
