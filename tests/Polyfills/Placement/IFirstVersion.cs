using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Placement;

/// <summary>Under one name, with the interface of the second version: as a silo knows it that has not been upgraded.</summary>
[Version(1)]
[GrainInterfaceType("versioned")]
[Alias("versioned")]
public interface IFirstVersion : IGrainWithStringKey
{
    [Alias("Where")]
    Task<SiloAddress> Where();
}
