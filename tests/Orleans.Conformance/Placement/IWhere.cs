using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public interface IWhere : IGrainWithStringKey
{
    Task<SiloAddress> Where();
}
