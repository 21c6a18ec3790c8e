namespace Orleans.Conformance.Lifetime;

public interface IFailingConstructor : IGrainWithStringKey
{
    Task<string> Hello();
}
