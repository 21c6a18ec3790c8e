namespace Orleans.Conformance.Lifetime;

public interface IFailingActivation : IGrainWithStringKey
{
    Task<string> Hello();
}

public interface IFailingConstructor : IGrainWithStringKey
{
    Task<string> Hello();
}
