using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Placement;

[Version(2)]
[GrainInterfaceType("versioned")]
[Alias("versioned")]
public interface ISecondVersion : IGrainWithStringKey
{
    [Alias("Where")]
    Task<SiloAddress> Where();
}
