using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Ray.Tests.Ledger;

/// <summary>Random histories of takes and returns.</summary>
internal static class Histories
{
    private static readonly Gen<int> Share = Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 25_000));

    // What a request may ask for: a fraction of one device, or whole devices.
    private static readonly Gen<int> GpuShare = Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 9_999), Gen.Elements(2_500, 5_000), Gen.Choose(1, 3).Select(devices => devices * 10_000));

    public static Arbitrary<Operation[]> Arbitrary { get; } = Arb.From(
        from take in Gen.Elements(true, true, false)
        from cpu in Share
        from gpu in GpuShare
        from custom in Share
        from index in Gen.Choose(0, 100)
        select new Operation(take, cpu, gpu, custom, index)).Array();

    private static Arbitrary<Operation[]> Array(this Arbitrary<Operation> operation) =>
        Arb.From(operation.Generator.ArrayOf(), static history => Shrink(history));

    // Every history with one step less.
    private static IEnumerable<Operation[]> Shrink(Operation[] history) =>
        history.Select((_, left) => history.Where((_, index) => index != left).ToArray());
}
