using Orleans.Conformance.Processes;

namespace Orleans.Conformance.Contracts;

public sealed class ContractTests
{
    /// <summary>What tests of the serializer break on purpose, and what a build with the generator is told not to report (.editorconfig).</summary>
    private static readonly string[] OnPurpose =
    [
        "ORLEANS0004 Orleans.Conformance.Serialization.PartlyMarked.Unmarked has neither [Id] nor [NonSerialized].",
        "ORLEANS0004 Orleans.Conformance.Serialization.WithActivator.Origin has neither [Id] nor [NonSerialized].",
        "ORLEANS0004 Orleans.Conformance.Serialization.WithBody.Half has neither [Id] nor [NonSerialized].",
        "ORLEANS0004 Orleans.Conformance.Serialization.WithConstructor.FromConstructor has neither [Id] nor [NonSerialized].",
        "ORLEANS0004 Orleans.Conformance.Serialization.WithInjection.Origin has neither [Id] nor [NonSerialized].",
        "ORLEANS0004 Orleans.Conformance.Serialization.WithoutConstructor.FromConstructor has neither [Id] nor [NonSerialized].",
        "run time: Orleans.Conformance.Serialization.OnForeignBase derives from Orleans.Conformance.Serialization.ForeignBaseClass, which has no serializer.",
        "run time: Orleans.Conformance.Serialization.OnUnmarkedBase derives from Orleans.Conformance.Serialization.UnmarkedBase, which has no serializer.",
    ];

    [Fact]
    public void The_generator_takes_these_contracts() =>
        Assert.Equal(OnPurpose, GeneratorRules.Check(typeof(ContractTests).Assembly, typeof(IProcessGrain).Assembly).Order(StringComparer.Ordinal));
}
