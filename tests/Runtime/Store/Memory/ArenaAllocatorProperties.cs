using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Ray.Tests.Store;

public sealed class ArenaAllocatorProperties
{
    private const long Capacity = 1024 * 1024;

    private static readonly Gen<long> Sizes = Gen.OneOf(
        Gen.Choose(0, 1_000).Select(static size => (long)size),
        Gen.Choose(0, 30_000).Select(static size => (long)size),
        // Sizes of one class, of which some are larger than others.
        Gen.Choose(8_200, 8_320).Select(static size => (long)size),
        Gen.Choose(0, (int)Capacity + 100).Select(static size => (long)size));

    private static readonly Gen<AllocatorStep> Step =
        from kind in Gen.Frequency(
            (8, Gen.Constant(AllocatorStepKind.Allocate)),
            (3, Gen.Constant(AllocatorStepKind.AllocateRecycled)),
            (9, Gen.Constant(AllocatorStepKind.Free)),
            (1, Gen.Constant(AllocatorStepKind.Split)),
            (1, Gen.Constant(AllocatorStepKind.Limit)))
        from size in Sizes
        from index in Gen.Choose(0, 1000)
        select new AllocatorStep(kind, size, index);

    private static readonly Arbitrary<AllocatorStep[]> Histories = Arb.From(
        Step.ArrayOf(),
        static history => history.Select((_, left) => history.Where((_, index) => index != left).ToArray()));

    /// <summary>
    /// After each step of any history: blocks are aligned, of the right size and apart from each other; an allocation failed only if no free range was big enough; memory below the top went first;
    /// sums are exact; what is freed twice is refused. At the end all is one free range.
    /// </summary>
    [Fact]
    public void Any_history_agrees_with_a_list_of_what_is_in_use()
    {
        Prop.ForAll(Histories, static history =>
        {
            var model = new AllocatorModel(Capacity);
            foreach (var step in history)
            {
                model.Step(step);
            }

            model.Finish();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(200));
    }
}
