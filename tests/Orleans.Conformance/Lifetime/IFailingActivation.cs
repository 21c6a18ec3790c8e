namespace Orleans.Conformance.Lifetime;

public interface IFailingActivation : IGrainWithStringKey
{
    Task<string> Hello();
}
