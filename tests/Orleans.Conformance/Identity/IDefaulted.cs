using Orleans.Metadata;

namespace Orleans.Conformance.Identity;

[DefaultGrainType("conformance.chosen")]
internal interface IDefaulted : IGrainWithStringKey
{
    Task<string> Who();
}
