namespace Orleans.Conformance.Reentrancy;

public interface IChoosyGrain : IGrainWithStringKey
{
    Task Block(string started, string release);

    Task Pass();

    Task PassReading();
}
