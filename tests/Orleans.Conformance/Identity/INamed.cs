namespace Orleans.Conformance.Identity;

public interface INamed : IGrainWithStringKey
{
    Task<string> Name();
}
