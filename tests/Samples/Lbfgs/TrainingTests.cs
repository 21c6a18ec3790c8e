using global::Lbfgs.Digits;
using global::Lbfgs.Learning;
using global::Lbfgs.Training;
using Orleans.Ray.Tests.Doubles;

namespace Orleans.Ray.Samples.Tests.Lbfgs;

public sealed class TrainingTests
{
    private static readonly TrainingOptions Small = new() { Images = 400, Batches = 4, Iterations = 6 };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Actors_give_the_result_of_the_serial_run_to_the_last_bit(int batches)
    {
        await using var ray = await Ray.InitAsync();
        var trainer = new Trainer(Small with { Batches = batches });

        var serial = await trainer.RunSeriallyAsync();

        Assert.True((await trainer.RunOnActorsAsync()).IsSameAs(serial));
        Assert.True((await trainer.RunOnActorsAsync()).IsSameAs(serial));
    }

    [Fact]
    public async Task Another_split_gives_the_same_loss_but_not_the_same_bits()
    {
        var one = await new Trainer(Small with { Batches = 1, Iterations = 3 }).RunSeriallyAsync();
        var seven = await new Trainer(Small with { Batches = 7, Iterations = 3 }).RunSeriallyAsync();

        Assert.Equal(one.Last.Loss, seven.Last.Loss, 1e-9);
        Assert.False(seven.IsSameAs(one));
    }

    [Fact]
    public async Task It_learns_to_read_digits_that_it_has_not_seen()
    {
        await using var ray = await Ray.InitAsync();
        var steps = new List<TrainingStep>();

        var result = await new Trainer(new TrainingOptions { Images = 1_500, Batches = 4, Iterations = 30 }).RunOnActorsAsync(steps.Add);

        Assert.Equal(steps, result.Steps);
        Assert.Equal(Math.Log(10), steps[0].Loss, 1e-9);
        Assert.All(steps.Zip(steps.Skip(1)), static pair => Assert.True(pair.Second.Loss < pair.First.Loss));
        Assert.InRange(result.Last.Loss, 0, 0.25);
        Assert.InRange(result.Last.Accuracy, 0.8, 1);
    }

    [Fact]
    public async Task Images_are_put_once_and_read_where_they_lie()
    {
        await using var ray = await Ray.InitAsync();
        var digits = DigitGenerator.Generate(1, 0, 400);
        await using (var objective = new ActorObjective(digits, batches: 4))
        {
            for (var i = 0; i < 5; i++)
            {
                await objective.EvaluateAsync(NDArray.Zeros<double>(Softmax.Parameters), CancellationToken.None);
            }

            var objects = await Ray.State.ListMemoryAsync();
            Assert.Equal(4, objects.Count);
            Assert.All(objects, static row => Assert.Equal(1, row.Pins));
            var bytes = digits.Images.Length * sizeof(double);
            Assert.InRange(objects.Sum(static row => row.Size), bytes, bytes + (4 * 4096));
        }

        // An actor that has ended gives its part back, without the help of the collector.
        await WaitForCondition.HoldsAsync(static async () => (await Ray.State.ListMemoryAsync()).All(static row => row.Pins == 0));
    }

    [Fact]
    public async Task A_cancelled_run_stops()
    {
        await using var ray = await Ray.InitAsync();
        using var source = new CancellationTokenSource();
        var seen = 0;
        var run = new Trainer(Small).RunOnActorsAsync(
            step =>
            {
                seen = step.Iteration;
                if (seen == 2)
                {
                    source.Cancel();
                }
            },
            source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(2, seen);
    }
}
