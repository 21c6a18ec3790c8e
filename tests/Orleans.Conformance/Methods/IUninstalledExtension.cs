using Orleans.Runtime;

namespace Orleans.Conformance.Methods;

public interface IUninstalledExtension : IGrainExtension
{
    Task Touch();
}
