namespace Orleans.Polyfills.Activations;

public interface IEndlessGrain : IGrainWithStringKey
{
    Task Touch();
}
