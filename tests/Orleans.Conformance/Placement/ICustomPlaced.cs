using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public interface ICustomPlaced : IWhere
{
    Task<SiloAddress> WhereIs(string key, SiloAddress to);
}
