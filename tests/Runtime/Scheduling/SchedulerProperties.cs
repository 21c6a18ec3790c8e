using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Ray.Tests.Scheduling;

public sealed class SchedulerProperties
{
    private static readonly Gen<SchedulerStep> Step =
        from kind in Gen.Choose(0, 5)
        from index in Gen.Choose(0, 1000)
        select new SchedulerStep(kind, index);

    private static readonly Arbitrary<SchedulerStep[]> Histories = Arb.From(
        Step.ArrayOf(),
        static history => history.Select((_, left) => history.Where((_, index) => index != left).ToArray()));

    /// <summary>
    /// After each step of any history: nothing is given out twice, each class starts in order, higher priorities of a job go first, and nothing
    /// waits for what is free unless resources are kept for somebody. At the end all has run, and the ledger is at its totals.
    /// </summary>
    [Fact]
    public void Any_history_of_submits_cancels_ends_and_waits_agrees_with_the_model()
    {
        Prop.ForAll(Histories, static history =>
        {
            using var model = new SchedulerModel();
            foreach (var step in history)
            {
                model.Step(step);
            }

            model.Finish();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(150));
    }
}
