using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public interface ICustomPlaced : IWhere
{
    [ResponseTimeout("00:00:00.200")]
    Task<SiloAddress> WhereSoon();

    Task<SiloAddress> WhereIs(string key, SiloAddress to);
}
